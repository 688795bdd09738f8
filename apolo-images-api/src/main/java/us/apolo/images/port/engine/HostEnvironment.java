package us.apolo.images.port.engine;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What surrounds the program: where the engine is may be written in any of it.
 *
 * @param variables the environment variables
 * @param home the user's home folder
 * @param windows whether this is Windows
 */
public record HostEnvironment(Map<String, String> variables, Path home, boolean windows) {
    /**
     * Copies the variables.
     *
     * @param variables the environment variables
     * @param home the user's home folder
     * @param windows whether this is Windows
     */
    public HostEnvironment {
        variables = Map.copyOf(variables);
        Objects.requireNonNull(home, "home");
    }

    /**
     * Looks around.
     *
     * @return what surrounds this process now
     */
    public static HostEnvironment ofThisProcess() {
        // Users move their home by HOME, and commands go by that.
        return new HostEnvironment(
                System.getenv(),
                Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home", ""))),
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows"));
    }

    /**
     * A variable's value.
     *
     * @param name the variable
     * @return its value, without white space around; a blank one is none
     */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /**
     * Docker's configuration folder.
     *
     * @return the folder; need not be there
     */
    public Path dockerFolder() {
        return variable("DOCKER_CONFIG").map(Path::of).orElseGet(() -> home.resolve(".docker"));
    }

    /**
     * The home folder alone, since variables may hold secrets.
     *
     * @return a text without variables
     */
    @Override
    public String toString() {
        return "HostEnvironment[home=" + home + "]";
    }
}
