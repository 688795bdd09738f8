package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import us.apolo.images.port.HttpHeaders;

/**
 * Stands between OkHttp and the connection. Outwards it replaces the head that OkHttp composed by the one that was
 * asked for. Inwards it shows a status that OkHttp reads no meaning into, since OkHttp repeats a request after some and
 * fails on others; the real one goes to the {@link Attempt}.
 */
final class WireInterceptor implements Interceptor {
    private static final List<String> OKHTTP_FIELDS =
            List.of("Host", "Connection", "Content-Length", "Transfer-Encoding");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final int MEANINGLESS = 200;

    private final Optional<String> proxyCredentials;

    /** @param proxyCredentials what to tell the proxy that plain requests go through */
    WireInterceptor(Optional<String> proxyCredentials) {
        this.proxyCredentials = proxyCredentials;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var attempt = Objects.requireNonNull(chain.request().tag(Attempt.class), "attempt");
        var connection = Objects.requireNonNull(chain.connection(), "connection");
        attempt.connected((ReceivedBytes) connection.socket());
        var response = send(chain, attempt);
        requireLength(response.headers());
        attempt.answered(response.code(), headers(response.headers()));
        return response.newBuilder().code(MEANINGLESS).build();
    }

    private Response send(Chain chain, Attempt attempt) throws IOException {
        try {
            return chain.proceed(withHead(chain.request(), attempt.fields()));
        } catch (IOException e) {
            throw attempt.failed(e);
        }
    }

    private Request withHead(Request request, Headers asked) {
        var fields = new Headers.Builder();
        for (var name : OKHTTP_FIELDS) {
            var value = request.header(name);
            if (value != null && asked.get(name) == null) {
                fields.add(name, value);
            }
        }
        fields.addAll(asked);
        if (!request.isHttps()) {
            proxyCredentials.ifPresent(value -> fields.set(ProxyCredentials.FIELD, value));
        }
        return request.newBuilder().headers(fields.build()).build();
    }

    private static HttpHeaders headers(Headers fields) throws ProtocolException {
        var headers = HttpHeaders.builder();
        try {
            fields.forEach(field -> headers.add(field.getFirst(), field.getSecond()));
        } catch (IllegalArgumentException e) {
            var failure = new ProtocolException("The response has a header field that is none");
            failure.initCause(e);
            throw failure;
        }
        return headers.build();
    }

    /** OkHttp takes the last of several lengths, and a negative one for a length. */
    private static void requireLength(Headers headers) throws ProtocolException {
        var lengths = new HashSet<>(headers.values("Content-Length"));
        if (lengths.size() > 1
                || !lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())) {
            throw new ProtocolException("The response does not have one length");
        }
    }
}
