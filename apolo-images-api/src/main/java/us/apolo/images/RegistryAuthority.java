package us.apolo.images;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What people call a registry, as Docker's login does: by its authority or its address, Docker Hub by any of its names. */
final class RegistryAuthority {
    private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);
    private static final String DOCKER_HUB = "docker.io";
    private static final Set<String> HUBS = Set.of(DOCKER_HUB, "index.docker.io", "registry-1.docker.io");

    private RegistryAuthority() {}

    /**
     * The same for all that means the same registry.
     *
     * @param registry an authority, or an address with or without a scheme and a path
     * @throws InvalidNameException if it names no host
     */
    static String of(String registry) {
        var rest = SCHEME.matcher(registry.strip()).replaceFirst("");
        var slash = rest.indexOf('/');
        var authority = slash < 0 ? rest : rest.substring(0, slash);
        if (!ImageGrammar.isHost(authority)) {
            throw new InvalidNameException(
                    registry, "a registry is a host with an optional port, such as registry.example.org:5000");
        }
        return normal(authority);
    }

    /** The same for all spellings of an authority. */
    static String normal(String authority) {
        var lower = authority.toLowerCase(Locale.ROOT);
        return HUBS.contains(lower) ? DOCKER_HUB : lower;
    }
}
