package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;

/**
 * A request in OkHttp's terms, checked beforehand: what OkHttp cannot send it refuses with exceptions that are not for
 * callers, some of which show the value of a field.
 *
 * @param url where to
 * @param method the method
 * @param fields the caller's header fields, without those that are the connection's
 * @param body the caller's body; null for none
 */
record OutgoingRequest(
        HttpUrl url,
        String method,
        Headers fields,
        @Nullable SentBody body) {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "PROPPATCH", "QUERY", "REPORT");

    /**
     * Puts a request together.
     *
     * @param request what the caller asks for
     * @param urls reads where it goes
     * @throws IOException if it cannot be sent as it is; the message shows no value of a field
     */
    static OutgoingRequest of(HttpRequest request, Urls urls) throws IOException {
        request.requireSendable();
        var body = request.body();
        if (body != null && WITHOUT_BODY.contains(request.method())) {
            throw new ProtocolException(request.method() + " has no body");
        }
        return new OutgoingRequest(
                urls.of(request.uri()),
                request.method(),
                fields(request.headers()),
                body == null ? null : new SentBody(body));
    }

    private static Headers fields(HttpHeaders headers) {
        var fields = new Headers.Builder();
        for (var field : headers.asMap().entrySet()) {
            if (!OF_THE_CONNECTION.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                for (var value : field.getValue()) {
                    fields.add(field.getKey(), value);
                }
            }
        }
        return fields.build();
    }

    /** What only asks may be sent again. What changes something is not: nobody knows whether it has done so already. */
    boolean mayBeRepeated() {
        return body == null && (method.equals("GET") || method.equals("HEAD"));
    }

    /**
     * What OkHttp is given. It sees none of the fields, since it acts on some, for example by answering from a cache that
     * there is not; {@link WireInterceptor} puts them in at the end.
     */
    Request forAttempt(Attempt attempt) {
        return new Request.Builder()
                .url(url)
                .method(method, okHttpBody())
                // Named only so that OkHttp does not name its own, and unpack what comes.
                .header("Accept-Encoding", "identity")
                .tag(Attempt.class, attempt)
                .build();
    }

    private @Nullable RequestBody okHttpBody() {
        return body == null && WITH_BODY.contains(method) ? RequestBody.create(new byte[0]) : body;
    }
}
