package us.apolo.images.docker.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One run of a command. No secret is in it.
 *
 * @param command the program
 * @param arguments what it is told
 * @param variables its whole environment
 * @param limit how long it may run; zero for ever
 */
record Invocation(Path command, List<String> arguments, Map<String, String> variables, Duration limit) {
    Invocation {
        arguments = List.copyOf(arguments);
        variables = Map.copyOf(variables);
    }

    /** The program and its arguments; the environment is somebody else's. */
    @Override
    public String toString() {
        return command + " " + String.join(" ", arguments);
    }
}
