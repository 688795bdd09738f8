package us.apolo.images.docker.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.engine.EngineWords;

/**
 * Finds the command and the engine behind it. The engine is asked for its version before each operation: so one that was
 * not there is found once it is, and one that hangs is noticed within the limit.
 *
 * <p>Once an engine has answered, no other is ever taken, even if the user changes the context: an operation must not go
 * on in another store than it began in.
 */
final class Engines {
    private static final String ADVICE = ". Start an engine, or say where it is: set DOCKER_HOST, choose a context with"
            + " 'docker context use', or give LocalDockerConfig.location";
    private static final Pattern UNREACHABLE =
            Pattern.compile("Cannot connect to the Docker daemon|error during connect: "
                    + "|[Ff]ailed to connect to the docker API|permission denied while trying to connect"
                    + "|[Cc]annot connect to Podman|[Uu]nable to connect to Podman");

    private final CommandFinder finder;
    private final LocalDockerConfig config;
    private final Map<String, String> variables;
    private final RunningCommands commands;
    private volatile @Nullable Engine known;

    Engines(CommandFinder finder, LocalDockerConfig config, Map<String, String> variables, RunningCommands commands) {
        this.finder = finder;
        this.config = config;
        this.variables = variables;
        this.commands = commands;
    }

    /** Whether a command says that it does not get to the engine. */
    static boolean isUnreachable(String words) {
        return UNREACHABLE.matcher(words).find();
    }

    /**
     * Finds it.
     *
     * @throws EngineUnavailableException if there is no command, or no engine answers it
     */
    Engine find() {
        var before = known;
        var command = before == null ? finder.find() : before.command();
        var options = before == null ? location() : before.options();
        var words = new ArrayList<>(options);
        words.addAll(List.of("version", "--format={{json .}}"));
        var invocation = new Invocation(command, words, variables, config.connectTimeout());
        var answer = new VersionAnswer();
        var errors = new ErrorLines();
        try {
            var exitCode = commands.run("Looking for a container engine", invocation, answer::hear, errors::hear);
            if (exitCode != 0) {
                throw unavailable(invocation, errors.reason(exitCode), null);
            }
            var kind = answer.kind()
                    .orElseThrow(() -> unavailable(invocation, "what it prints is not what docker would", null));
            var engine = new Engine(
                    kind, command, before == null ? pinned(options, kind, answer) : options, answer.context());
            known = engine;
            return engine;
        } catch (IOException e) {
            throw unavailable(invocation, EngineWords.reason(e), e);
        }
    }

    private List<String> location() {
        return config.location() == null ? List.of() : List.of("--host=" + config.location());
    }

    /** Without a location the context decides, which would otherwise be sought anew by each command. */
    private static List<String> pinned(List<String> location, Engine.Kind kind, VersionAnswer answer) {
        return !location.isEmpty()
                        || kind == Engine.Kind.PODMAN
                        || answer.context().isEmpty()
                ? location
                : List.of("--context=" + answer.context());
    }

    private static EngineUnavailableException unavailable(
            Invocation invocation, String words, @Nullable Throwable cause) {
        var tried = EngineWords.shown(invocation + ": " + words, Optional.empty());
        return new EngineUnavailableException(
                "No container engine answers. Tried: " + tried + ADVICE, List.of(tried), cause);
    }
}
