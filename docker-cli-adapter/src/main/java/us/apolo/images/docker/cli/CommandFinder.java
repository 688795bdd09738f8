package us.apolo.images.docker.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.port.engine.HostEnvironment;

/** Finds the command as a shell would. */
final class CommandFinder {
    private final Path command;
    private final HostEnvironment environment;

    /**
     * Does not look yet.
     *
     * @param command a bare name, to be sought on the path, or where the program is
     */
    CommandFinder(Path command, HostEnvironment environment) {
        this.command = command;
        this.environment = environment;
    }

    /**
     * Looks for it.
     *
     * @throws EngineUnavailableException if it is not there
     */
    Path find() {
        var tried = new ArrayList<String>();
        for (var candidate : candidates()) {
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate;
            }
            tried.add(candidate + (Files.exists(candidate) ? ": cannot be run" : ": not there"));
        }
        throw new EngineUnavailableException(
                "There is no '" + command + "' command. Tried: "
                        + (tried.isEmpty() ? "nothing, since PATH is empty" : String.join("; ", tried))
                        + ". Install Docker or Podman, add the command's folder to PATH, or say where the command is with"
                        + " DockerCommand.create(config, command)",
                tried,
                null);
    }

    private List<Path> candidates() {
        if (command.getNameCount() > 1 || command.isAbsolute()) {
            return List.of(command);
        }
        var name = environment.windows() ? command + ".exe" : command.toString();
        return Arrays.stream(environment.variable("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .toList();
    }
}
