package us.apolo.images.core.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import us.apolo.images.ApoloConfig;
import us.apolo.images.InvalidNameException;
import us.apolo.images.core.http.Loopback;

/**
 * Where registries answer. A cluster's registry is spoken to by the scheme of its URL. Any other is spoken to by
 * {@code https}, or by {@code http} if it is on this machine, as the {@code docker} command does.
 */
public final class RegistryAddresses {
    private final Map<String, String> schemes = new HashMap<>();

    /**
     * Learns the clusters.
     *
     * @param config the clusters
     */
    public RegistryAddresses(ApoloConfig config) {
        config.clusters()
                .forEach((cluster, url) -> schemes.putIfAbsent(
                        config.registry(cluster), url.getScheme().toLowerCase(Locale.ROOT)));
    }

    URI resolve(String registry, String pathAndQuery) {
        var scheme = schemes.getOrDefault(registry.toLowerCase(Locale.ROOT), isLoopback(registry) ? "http" : "https");
        if (!isAuthority(registry)) {
            throw new InvalidNameException(registry, "a registry is a host, or a host and a port");
        }
        return URI.create(scheme + "://" + registry + pathAndQuery);
    }

    /** Anything else could lead to another host, path or user than meant. */
    private static boolean isAuthority(String registry) {
        try {
            var uri = new URI("https://" + registry);
            return uri.getHost() != null && uri.getRawUserInfo() == null && registry.equals(uri.getRawAuthority());
        } catch (URISyntaxException e) {
            // What is not even a URI is no authority.
            return false;
        }
    }

    private static boolean isLoopback(String registry) {
        var host = registry.startsWith("[")
                ? registry.substring(0, registry.indexOf(']') + 1)
                : registry.replaceFirst(":\\d+$", "");
        return Loopback.isHost(host);
    }
}
