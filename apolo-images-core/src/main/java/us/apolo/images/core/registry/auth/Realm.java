package us.apolo.images.core.registry.auth;

import java.net.URI;
import java.net.URISyntaxException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.core.http.Loopback;

/**
 * Where a registry has tokens fetched. Credentials go there, so it is one of these or refused: over TLS; over plain HTTP
 * on this machine; over plain HTTP on the registry's own host, if that is what its user has it spoken to by.
 */
final class Realm {
    private static final int MAX_PORT = 65535;

    private Realm() {}

    /**
     * Reads the address.
     *
     * @param text the parameter {@code realm} of a challenge
     * @param registry where the registry is
     * @throws IllegalArgumentException if it is no address, or none that credentials may go to
     */
    static URI parse(String text, URI registry) {
        var uri = withoutFragment(text);
        var isSecure = "https".equalsIgnoreCase(uri.getScheme());
        if ((!isSecure && !"http".equalsIgnoreCase(uri.getScheme()))
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("not an HTTP address: " + RegistryAnswer.withoutSecrets(uri));
        }
        if (!isSecure && !Loopback.isHost(uri.getHost()) && !isPlainNeighbour(uri, registry)) {
            throw new IllegalArgumentException(
                    RegistryAnswer.withoutSecrets(uri) + " is not over TLS, and credentials would be open to anybody");
        }
        return uri;
    }

    /** An empty path is sent as a slash. */
    private static URI withPath(URI uri) throws URISyntaxException {
        return "".equals(uri.getRawPath())
                ? uri.resolve("/" + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
                : uri;
    }

    private static boolean isPlainNeighbour(URI uri, URI registry) {
        return "http".equalsIgnoreCase(registry.getScheme()) && uri.getHost().equalsIgnoreCase(registry.getHost());
    }

    private static URI withoutFragment(String text) {
        try {
            var end = text.indexOf('#');
            return withPath(new URI(end < 0 ? text : text.substring(0, end)));
        } catch (URISyntaxException e) {
            // The text may hold a secret, so neither it nor the cause that quotes it is told.
            throw new IllegalArgumentException("not an address");
        }
    }
}
