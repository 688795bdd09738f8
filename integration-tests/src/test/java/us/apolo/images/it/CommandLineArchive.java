package us.apolo.images.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import us.apolo.images.services.Command;

/** The command line as users get it: the archive as it was built, unpacked, with a home of its own. */
final class CommandLineArchive {
    private final Path program;
    private final Map<String, String> environment = new HashMap<>();

    private CommandLineArchive(Path program, Path home) {
        this.program = program;
        environment.put("HOME", home.toString());
        environment.put("APOLO_CONFIG", home.resolve("no-login").toString());
        environment.put(
                "APOLO_IMAGES_CACHE",
                modules().resolve("apolo-images-cli/target/cache").toString());
        environment.put("DOCKER_CONFIG", home.resolve("docker").toString());
    }

    private static Path modules() {
        return Path.of(System.getProperty("modules")).toAbsolutePath().normalize();
    }

    /** With a home in a folder. It is unpacked once: the classes that the first start lays down belong to a place. */
    static CommandLineArchive in(Path folder) {
        try {
            return new CommandLineArchive(Unpacked.PROGRAM, Files.createDirectory(folder.resolve("home")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked by whoever needs it first. */
    private static final class Unpacked {
        private static final Path PROGRAM = unpack(modules().resolve("apolo-images-cli/target/unpacked"));

        private static Path unpack(Path folder) {
            try {
                Files.createDirectories(folder);
                Command.of("tar", "-xzf", archive().toString(), "--strip-components=1", "-C", folder.toString())
                        .run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return folder.resolve("bin/apolo-images");
        }
    }

    private static Path archive() {
        try (var built = Files.list(modules().resolve("apolo-images-cli/target"))) {
            return built.filter(file -> file.getFileName().toString().matches("apolo-images-\\d.*\\.tar\\.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The archive of the command line is not built"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has it logged in at a registry as {@code docker login} would. */
    CommandLineArchive dockerLogin(String registry, String user, String password) {
        var pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        var folder = Path.of(environment.get("DOCKER_CONFIG"));
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("config.json"), "{\"auths\":{\"" + registry + "\":{\"auth\":\"" + pair + "\"}}}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sets a variable. */
    CommandLineArchive environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Where it is unpacked. */
    Path unpacked() {
        return program.resolveSibling("..").normalize();
    }

    /** The words of a start. */
    List<String> words(String... arguments) {
        return Stream.concat(Stream.of(program.toString()), Stream.of(arguments))
                .toList();
    }

    /** A start, with what it finds around it. */
    Command command(String... arguments) {
        return around(Command.of(words(arguments)));
    }

    /** Has any command find around it what this program would. */
    Command around(Command command) {
        environment.forEach(command::environment);
        return command.without("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH", "NO_COLOR", "COLUMNS");
    }

    /** Runs it, however it ends. */
    Command.Result run(List<String> options, String... arguments) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(arguments));
        return command(all.toArray(String[]::new)).attempt();
    }
}
