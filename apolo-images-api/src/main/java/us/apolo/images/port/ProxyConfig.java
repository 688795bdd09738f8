package us.apolo.images.port;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import us.apolo.images.Credentials;

/**
 * A forward proxy.
 *
 * @param host the proxy's host
 * @param port the proxy's port, 1 to 65535
 * @param credentials what to tell the proxy, by HTTP Basic; empty for nothing
 * @param direct the hosts that are reached without it, exactly as they stand in URIs, in lower case; may be empty
 */
public record ProxyConfig(String host, int port, Optional<Credentials> credentials, Set<String> direct) {
    /**
     * Checks the parts.
     *
     * @param host the proxy's host
     * @param port the proxy's port, 1 to 65535
     * @param credentials what to tell the proxy, by HTTP Basic; empty for nothing
     * @param direct the hosts that are reached without it, exactly as they stand in URIs, in lower case; may be empty
     * @throws IllegalArgumentException if the port is not one
     */
    public ProxyConfig {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(credentials, "credentials");
        direct = Set.copyOf(direct);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }

    /**
     * A proxy that asks for nothing and serves every host.
     *
     * @param host the proxy's host
     * @param port the proxy's port
     */
    public ProxyConfig(String host, int port) {
        this(host, port, Optional.empty(), Set.of());
    }
}
