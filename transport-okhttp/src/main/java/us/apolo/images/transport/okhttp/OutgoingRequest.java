package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]*");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "PROPPATCH", "QUERY", "REPORT");

    static OutgoingRequest of(HttpRequest request) throws IOException {
        var body = request.body();
        if (!TOKEN.matcher(request.method()).matches()) {
            throw new ProtocolException("Not a method: '" + printable(request.method()) + "'");
        }
        if (body != null && WITHOUT_BODY.contains(request.method())) {
            throw new ProtocolException(request.method() + " has no body");
        }
        var url = HttpUrl.get(request.uri());
        if (url == null) {
            throw new MalformedURLException("OkHttp does not take this for a URL: " + request);
        }
        return new OutgoingRequest(
                url, request.method(), fields(request.headers()), body == null ? null : new SentBody(body));
    }

    private static Headers fields(HttpHeaders headers) throws ProtocolException {
        var fields = new Headers.Builder();
        for (var field : headers.asMap().entrySet()) {
            if (!OF_THE_CONNECTION.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                for (var value : field.getValue()) {
                    requireSendable(field.getKey(), value);
                    fields.add(field.getKey(), value);
                }
            }
        }
        return fields.build();
    }

    private static void requireSendable(String name, String value) throws ProtocolException {
        if (!TOKEN.matcher(name).matches()) {
            throw new ProtocolException("Not the name of a header field: '" + printable(name) + "'");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new ProtocolException(
                    "The value of the header field " + name + " has characters other than those of printable ASCII");
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
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
