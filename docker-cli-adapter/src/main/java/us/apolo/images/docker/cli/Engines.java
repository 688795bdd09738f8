package us.apolo.images.docker.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.engine.EngineWords;

/**
 * Finds the command and the engine behind it. The engine is asked for a sign of life before each operation: so one that
 * was not there is found once it is, and one that hangs is noticed within the limit.
 *
 * <p>Once an engine has answered, no other is ever taken, even if the user changes the context: an operation must not go
 * on in another store than it began in.
 */
final class Engines {
    private static final String NO_IMAGE = "localhost/apolo-images/none:none";
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
        if (before == null) {
            var engine = meet(finder.find());
            known = engine;
            return engine;
        }
        wantAnswer(before);
        return before;
    }

    private Engine meet(Path command) {
        var answer = new VersionAnswer();
        var errors = new ErrorLines();
        var invocation = invocation(command, location(), List.of("version", "--format={{json .}}"));
        var exitCode = run(invocation, answer::hear, errors);
        if (exitCode != 0) {
            throw unavailable(invocation, errors.reason(exitCode), null);
        }
        var kind = answer.kind()
                .orElseThrow(() -> unavailable(invocation, "what it prints is not what docker would", null));
        return new Engine(kind, command, pinned(kind, answer.context()), answer.context());
    }

    /** Asks for an image that nobody has, which costs less than a version: some engines look around for long for that. */
    private void wantAnswer(Engine engine) {
        var errors = new ErrorLines();
        var words = List.of("image", "inspect", "--format={{.Id}}", "--", NO_IMAGE);
        var invocation = invocation(engine.command(), engine.options(), words);
        var exitCode = run(invocation, line -> {}, errors);
        if (exitCode != 0 && !errors.sayNotThere()) {
            throw unavailable(invocation, errors.reason(exitCode), null);
        }
    }

    private Invocation invocation(Path command, List<String> options, List<String> words) {
        var arguments = new ArrayList<>(options);
        arguments.addAll(words);
        return new Invocation(command, arguments, variables, config.connectTimeout());
    }

    private int run(Invocation invocation, Consumer<String> output, ErrorLines errors) {
        try {
            return commands.run("Looking for a container engine", invocation, output, errors::hear);
        } catch (IOException e) {
            throw unavailable(invocation, EngineWords.reason(e), e);
        }
    }

    private List<String> location() {
        return config.location() == null ? List.of() : List.of("--host=" + config.location());
    }

    /** Without a location the context decides, which would otherwise be sought anew by each command. */
    private List<String> pinned(Engine.Kind kind, String context) {
        return config.location() != null || kind == Engine.Kind.PODMAN || context.isEmpty()
                ? location()
                : List.of("--context=" + context);
    }

    private static EngineUnavailableException unavailable(
            Invocation invocation, String words, @Nullable Throwable cause) {
        var tried = EngineWords.shown(invocation + ": " + words, Optional.empty());
        return new EngineUnavailableException(
                "No container engine answers. Tried: " + tried + ADVICE, List.of(tried), cause);
    }
}
