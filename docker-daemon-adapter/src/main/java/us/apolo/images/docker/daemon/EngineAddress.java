package us.apolo.images.docker.daemon;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An engine's address, as {@code DOCKER_HOST} and the contexts write it.
 *
 * @param kind how to get there
 * @param host the host; empty for sockets and pipes
 * @param port the port; 0 for sockets and pipes
 * @param path the file of the socket or pipe; for TCP what goes before every path of the API, often empty
 */
record EngineAddress(Kind kind, String host, int port, String path) {
    private static final Pattern HOST_AND_PORT = Pattern.compile("[^/:@]+:\\d{1,5}");
    private static final int PORT = 2375;
    private static final int PORT_WITH_TLS = 2376;
    private static final int MAX_PORT = 65535;

    /** How to get to an engine. */
    enum Kind {
        UNIX_SOCKET("unix"),
        NAMED_PIPE("npipe"),
        TCP("tcp"),
        TLS("https");

        private final String scheme;

        Kind(String scheme) {
            this.scheme = scheme;
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if there is no way to get to it; the message, which has no secret, says why
     */
    static EngineAddress parse(String text) {
        var colon = text.indexOf("://");
        if (colon < 0) {
            if (HOST_AND_PORT.matcher(text).matches()) {
                return parse("tcp://" + text);
            }
            throw new IllegalArgumentException(
                    shown(text) + "an engine's address starts with unix://, tcp://, http://, https:// or npipe://");
        }
        var scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        var rest = text.substring(colon + "://".length());
        return switch (scheme) {
            case "unix" -> file(Kind.UNIX_SOCKET, rest);
            case "npipe" -> file(Kind.NAMED_PIPE, rest);
            case "tcp", "http" -> network(Kind.TCP, rest);
            case "https" -> network(Kind.TLS, rest);
            case "ssh" ->
                throw new IllegalArgumentException("ssh:// is not supported; forward the engine's socket with"
                        + " 'ssh -L' and give the address of the forwarded one");
            default ->
                throw new IllegalArgumentException(
                        shown(text) + "the scheme of an engine's address is unix, tcp, http, https or npipe");
        };
    }

    /** What was given, unless there may be a password in it. */
    private static String shown(String text) {
        return text.indexOf('@') >= 0 ? "" : "'" + text.replaceAll("\\p{Cc}", "?") + "' is none: ";
    }

    private static EngineAddress file(Kind kind, String path) {
        if (!path.startsWith("/") || path.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(kind.scheme + ":// is followed by a path that starts with /");
        }
        return new EngineAddress(kind, "", 0, path);
    }

    private static EngineAddress network(Kind kind, String rest) {
        try {
            var uri = new URI("tcp://" + rest).parseServerAuthority();
            if (uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getQuery() != null
                    || uri.getPort() > MAX_PORT) {
                throw new IllegalArgumentException("an engine's address has a host, a port and perhaps a path");
            }
            var path = uri.getRawPath();
            return new EngineAddress(
                    kind,
                    uri.getHost(),
                    uri.getPort() >= 0 ? uri.getPort() : kind == Kind.TLS ? PORT_WITH_TLS : PORT,
                    withoutSlashesAtTheEnd(path));
        } catch (URISyntaxException e) {
            // The exception shows its input, which may hold a password.
            throw new IllegalArgumentException("an engine's address has a host, a port and perhaps a path");
        }
    }

    private static String withoutSlashesAtTheEnd(String path) {
        var end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** The same address, with TLS where it is one on the network. */
    EngineAddress withTls() {
        return kind == Kind.TCP ? new EngineAddress(Kind.TLS, host, port == PORT ? PORT_WITH_TLS : port, path) : this;
    }

    /** The address as it can be written in {@code DOCKER_HOST}. */
    @Override
    public String toString() {
        return kind.scheme + "://" + (host.isEmpty() ? "" : host + ":" + port) + path;
    }
}
