package us.apolo.images.docker.daemon;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds the program: where the engine is may be written in any of it.
 *
 * @param variables the environment variables
 * @param home the user's home folder
 * @param windows whether this is Windows
 */
record HostEnvironment(Map<String, String> variables, Path home, boolean windows) {
    HostEnvironment {
        variables = Map.copyOf(variables);
    }

    static HostEnvironment ofThisProcess() {
        return new HostEnvironment(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    /** A variable's value; a blank one is none. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
