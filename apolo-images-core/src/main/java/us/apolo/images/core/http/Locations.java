package us.apolo.images.core.http;

import java.net.URI;

/** Where an answer points to: the targets of redirects, links and uploads. */
public final class Locations {
    private static final int MAX_PORT = 65535;

    private Locations() {}

    /**
     * Resolves a target against the URI of the request, by RFC 3986 and without its fragment.
     *
     * @param from the URI of the request
     * @param target what the answer names
     * @return an absolute URI
     * @throws IllegalArgumentException if it is no HTTP URI with a host and without a user, or leaves TLS
     */
    public static URI resolve(URI from, String target) {
        var uri = parse(from, target);
        var scheme = uri.getScheme();
        if ((!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme))
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getPort() == 0
                || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("not an HTTP address" + shown(uri));
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("from https to http" + shown(uri));
        }
        return uri;
    }

    /** The host alone: what follows may be a signature, or a secret that the server repeats. */
    private static String shown(URI uri) {
        return uri.getHost() == null ? "" : ", at " + uri.getScheme() + "://" + uri.getHost();
    }

    private static URI parse(URI from, String target) {
        try {
            var given = target.replaceFirst("#.*", "").strip();
            if (given.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
            return given.startsWith("?") ? withQuery(from, given) : from.resolve(given);
        } catch (IllegalArgumentException e) {
            // The target may hold a signature, so neither it nor the cause that quotes it is told.
            throw new IllegalArgumentException("not an address");
        }
    }

    /** A query alone keeps the path; {@link URI#resolve} would cut the path's last segment off (RFC 2396). */
    private static URI withQuery(URI from, String query) {
        return URI.create(from.getScheme() + "://" + from.getRawAuthority() + from.getRawPath() + query);
    }

    /**
     * The port that a URI leads to.
     *
     * @param uri an HTTP URI
     * @return the stated port, else that of the scheme
     */
    public static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /**
     * Whether what belongs to the one URI may go to the other.
     *
     * @param one an HTTP URI
     * @param other another
     * @return whether scheme, host and port agree
     */
    public static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }
}
