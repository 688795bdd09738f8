package us.apolo.images.transport.okhttp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.ProxyConfig;

/**
 * What a proxy is told of the user. A tunnel's request carries it from the start; to a proxy that refuses it there is
 * nothing more to say.
 */
final class ProxyCredentials implements Authenticator {
    static final String FIELD = "Proxy-Authorization";

    private final Optional<String> value;

    ProxyCredentials(ProxyConfig proxy) {
        this.value = proxy.credentials().map(user -> Credentials.basic(user.username(), user.password(), UTF_8));
    }

    /** The value of the field; empty if the proxy is told nothing. */
    Optional<String> value() {
        return value;
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        var tunnel = response.request();
        var refused = tunnel.header(ProxyCredentials.FIELD) != null || !isBeforehand(response);
        if (refused) {
            return null;
        }
        var request = tunnel.newBuilder().removeHeader("User-Agent");
        value.ifPresent(credentials -> request.header(FIELD, credentials));
        return request.build();
    }

    /** OkHttp shows an answer of its own making before a tunnel's first request, so that it can be changed. */
    private static boolean isBeforehand(Response response) {
        return response.sentRequestAtMillis() == -1;
    }
}
