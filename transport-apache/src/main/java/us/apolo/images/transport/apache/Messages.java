package us.apolo.images.transport.apache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.ProtocolException;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.port.HttpRequest;

/** Requests in HttpClient's terms, complete with the fields of the connection: HttpClient adds nothing to them. */
final class Messages {
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");
    /** A server may wait for a body of these until it is told that there is none. */
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private Messages() {}

    /**
     * Puts a request together.
     *
     * @param request what the caller asks for
     * @param route the way that it takes
     * @param proxyUser what a proxy that is asked in the host's place is told; null for nothing
     * @param onBodyFailure closes the connection
     * @throws ProtocolException if it cannot be sent as it is; the message shows no value of a field
     */
    static ClassicHttpRequest of(
            HttpRequest request, HttpRoute route, @Nullable Credentials proxyUser, Runnable onBodyFailure)
            throws ProtocolException {
        request.requireSendable();
        var body = request.body() == null ? null : new SentBody(request.body(), onBodyFailure);
        var toProxy = Routes.asksTheProxy(route);
        var uri = URI.create(request.uri().toASCIIString());
        var message = new BasicClassicHttpRequest(
                request.method(), uri.getScheme(), new URIAuthority(Routes.host(uri), uri.getPort()), path(uri));
        message.setAbsoluteRequestUri(toProxy);
        addFields(message, request);
        if (message.getFirstHeader("Host") == null) {
            message.addHeader("Host", host(uri));
        }
        if (toProxy && proxyUser != null) {
            message.setHeader(PROXY_AUTHORIZATION, basic(proxyUser));
        }
        addBody(message, body);
        return message;
    }

    /** A request for a tunnel to a route's host. */
    static ClassicHttpRequest forTunnel(HttpRoute route, @Nullable Credentials proxyUser) {
        var target = route.getTargetHost().toHostString();
        var message = new BasicClassicHttpRequest("CONNECT", target);
        message.addHeader("Host", target);
        if (proxyUser != null) {
            message.addHeader(PROXY_AUTHORIZATION, basic(proxyUser));
        }
        return message;
    }

    private static String basic(Credentials user) {
        var pair = user.username() + ':' + user.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static String path(URI uri) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }

    private static String host(URI uri) {
        var usual = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 || uri.getPort() == usual ? uri.getHost() : uri.getHost() + ':' + uri.getPort();
    }

    private static void addFields(ClassicHttpRequest message, HttpRequest request) {
        for (var field : request.headers().asMap().entrySet()) {
            if (!OF_THE_CONNECTION.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                for (var value : field.getValue()) {
                    message.addHeader(field.getKey(), value);
                }
            }
        }
    }

    private static void addBody(ClassicHttpRequest message, @Nullable SentBody body) {
        if (body == null) {
            if (WITH_BODY.contains(message.getMethod())) {
                message.addHeader("Content-Length", "0");
            }
        } else {
            message.setEntity(body);
            if (body.isChunked()) {
                message.addHeader("Transfer-Encoding", "chunked");
            } else {
                message.addHeader("Content-Length", Long.toString(body.getContentLength()));
            }
        }
    }
}
