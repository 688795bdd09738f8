package us.apolo.images.docker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.engine.HostEnvironment;

/**
 * A {@code docker} command made of shell script, alone in its folder. It notes down its arguments, its environment and
 * what is in the configuration folder that it is given, each time it runs.
 */
final class FakeCommand {
    static final String DOCKER = "{\"Client\":{\"Version\":\"28.2.2\",\"ApiVersion\":\"1.41\",\"Context\":\"default\"},"
            + "\"Server\":{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\"}}";
    static final String PODMAN_SERVICE = "{\"Client\":{\"Version\":\"28.2.2\",\"ApiVersion\":\"1.41\"},"
            + "\"Server\":{\"Components\":[{\"Name\":\"Podman Engine\",\"Version\":\"4.3.1\"}]}}";
    static final String PODMAN = "{\"Client\":{\"APIVersion\":\"4.3.1\",\"Version\":\"4.3.1\",\"Os\":\"linux\"}}";

    private final Path folder;
    private final Map<String, String> bodies = new LinkedHashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    /** In a folder of the test's own. It is Docker's, and has no images. */
    FakeCommand(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(bin());
        Files.createDirectories(home());
        variables.put("PATH", bin() + ":/usr/bin:/bin");
        variables.put("HOME", home().toString());
        answering(DOCKER);
        on("inspect", fail("Error: No such image: none"));
    }

    /** Has it tell this version. */
    FakeCommand answering(String version) throws IOException {
        return on("version", "echo '" + version + "'");
    }

    /** Has it do something when it is run with a certain word. */
    FakeCommand on(String word, String... script) throws IOException {
        bodies.put(word, String.join("\n", script));
        var text = new StringBuilder("""
                #!/bin/sh
                notes='%s'
                echo "$*" >> "$notes/calls"
                env > "$notes/environment"
                for argument in "$@"; do
                    case $argument in --config=*) config=${argument#--config=} ;; esac
                done
                if [ -z "$config" ] && [ -n "$REGISTRY_AUTH_FILE" ]; then config=${REGISTRY_AUTH_FILE%%/*}; fi
                if [ -n "$config" ]; then
                    echo "$config" > "$notes/config"
                    stat -c '%%a' "$config" "$config/config.json" > "$notes/modes"
                    cat "$config/config.json" > "$notes/login"
                fi
                case " $* " in
                """.formatted(folder));
        bodies.forEach((key, body) ->
                text.append("*' ").append(key).append(" '*)\n").append(body).append("\n;;\n"));
        text.append("*) echo \"Error: unknown command $*\" >&2; exit 3;;\nesac\n");
        write("docker", text.toString());
        return this;
    }

    /** Puts a program beside the command. */
    Path write(String name, String content) throws IOException {
        var file = bin().resolve(name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file;
    }

    FakeCommand variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Path bin() {
        return folder.resolve("bin");
    }

    Path home() {
        return folder.resolve("home");
    }

    HostEnvironment environment() {
        return new HostEnvironment(variables, home(), false);
    }

    DockerCommand store() {
        return store(LocalDockerConfig.DEFAULT);
    }

    DockerCommand store(LocalDockerConfig config) {
        return DockerCommand.create(config, Path.of("docker"), environment());
    }

    /** The arguments of each run so far. */
    List<String> calls() throws IOException {
        var calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** The arguments of the last run. */
    String lastCall() throws IOException {
        return calls().get(calls().size() - 1);
    }

    /** The environment of the last run. */
    String environmentOfLastRun() throws IOException {
        return Files.readString(folder.resolve("environment"));
    }

    /** The last configuration folder that it was given. */
    Path configFolder() throws IOException {
        return Path.of(Files.readString(folder.resolve("config")).strip());
    }

    /** The modes of the configuration folder and of the file in it, as the command found them. */
    List<String> modes() throws IOException {
        return Files.readAllLines(folder.resolve("modes"));
    }

    /** The login as the command found it. */
    String login() throws IOException {
        return Files.readString(folder.resolve("login")).strip();
    }

    /** A line of script that prints lines. */
    static String print(String... lines) {
        return String.join(
                "\n",
                Arrays.stream(lines)
                        .map(line -> "printf '%s\\n' '" + line.replace("'", "'\\''") + "'")
                        .toList());
    }

    /** A line of script that prints to standard error and fails. */
    static String fail(String... lines) {
        return "{\n" + print(lines) + "\n} >&2\nexit 1";
    }
}
