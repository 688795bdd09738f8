package us.apolo.images.core.login;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import us.apolo.images.port.Repository;

/** What registries are called in login files: by their authority, with a scheme and a path or without. */
final class RegistryKey {
    /** Docker Hub is there under the address that it once had. */
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private static final Set<String> HUBS = Set.of("docker.io", "index.docker.io", Repository.DOCKER_HUB);

    private RegistryKey() {}

    /** What a registry is called where it is stored. */
    static String of(String registry) {
        return isDockerHub(registry) ? DOCKER_HUB : registry;
    }

    private static boolean isDockerHub(String authority) {
        return HUBS.contains(authority.toLowerCase(Locale.ROOT));
    }

    /** The key of a registry among those of a file: the exact one, else the shortest one for the same authority. */
    static Optional<String> find(List<String> keys, String registry) {
        return keys.contains(of(registry))
                ? Optional.of(of(registry))
                : keys.stream()
                        .filter(key -> authority(key).equals(authority(registry)))
                        .min(Comparator.comparingInt(String::length));
    }

    private static String authority(String key) {
        var lower = key.strip().toLowerCase(Locale.ROOT);
        var scheme = lower.indexOf("://");
        var rest = scheme < 0 ? lower : lower.substring(scheme + "://".length());
        var slash = rest.indexOf('/');
        var authority = slash < 0 ? rest : rest.substring(0, slash);
        return isDockerHub(authority) ? Repository.DOCKER_HUB : authority;
    }
}
