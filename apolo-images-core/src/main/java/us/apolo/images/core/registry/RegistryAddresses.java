package us.apolo.images.core.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import us.apolo.images.ApoloConfig;
import us.apolo.images.InvalidNameException;
import us.apolo.images.core.http.Loopback;

/**
 * Where registries answer. A cluster's registry is spoken to by the scheme of its URL. Any other is spoken to by
 * {@code https}, or by {@code http} if it is on this machine, as the {@code docker} command does.
 */
public final class RegistryAddresses {
    private static final Pattern PORT = Pattern.compile(":\\d+$");

    /** Few programs have to do with more registries, and those that do have to read some addresses again. */
    private static final int MOST_ROOTS = 64;

    private final Map<String, String> schemes = new HashMap<>();
    private final Map<String, URI> roots = new ConcurrentHashMap<>();

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

    /** Where the registry protocol begins at a registry. */
    URI root(String registry) {
        var known = roots.get(registry);
        if (known != null) {
            return known;
        }
        var root = readRoot(registry);
        if (roots.size() < MOST_ROOTS) {
            roots.put(registry, root);
        }
        return root;
    }

    private URI readRoot(String registry) {
        var address = parsed(scheme(registry) + "://" + registry + "/v2/");
        if (address.isEmpty() || !hasAuthority(address.get(), registry)) {
            throw new InvalidNameException(registry, "a registry is a host, or a host and a port");
        }
        return address.get();
    }

    private static Optional<URI> parsed(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException e) {
            // What is not even a URI has no authority.
            return Optional.empty();
        }
    }

    /** Anything else could lead to another host, path or user than meant. */
    private static boolean hasAuthority(URI address, String registry) {
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && registry.equals(address.getRawAuthority());
    }

    private String scheme(String registry) {
        var known = schemes.get(registry.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        return isLoopback(registry) ? "http" : "https";
    }

    private static boolean isLoopback(String registry) {
        var host = registry.startsWith("[")
                ? registry.substring(0, registry.indexOf(']') + 1)
                : PORT.matcher(registry).replaceFirst("");
        return Loopback.isHost(host);
    }
}
