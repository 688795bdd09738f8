package us.apolo.images.docker.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Direction;
import us.apolo.images.port.engine.EngineWords;
import us.apolo.images.port.engine.HostEnvironment;

/**
 * The local store of a container engine, through the {@code docker} command, or Podman's stand-in for it.
 *
 * <p><strong>It must be closed.</strong> Between its operations it keeps no process, thread or file; to close it ends the
 * commands that are under way, with all that they have started. So does the end of the program.
 *
 * <p>The command is sought at the first operation, on the {@code PATH}. Which engine it talks to is its own choice
 * ({@code DOCKER_HOST}, {@code DOCKER_CONTEXT}, the current context, the usual socket) unless a location is configured,
 * which it is then given as {@code --host}. Whichever context it is at the first operation is kept.
 *
 * <p>Before each operation the engine is asked for a sign of life by a short command. That may take as long as {@link
 * LocalDockerConfig#connectTimeout()}, its start included, and is ended then: the commands have no such limit themselves.
 * After that a push or a pull may be silent for as long as it takes; an interrupt ends it.
 *
 * <p>Names without a registry are those of Docker Hub, for Podman too: an image that Podman itself has built as {@code
 * app} is {@code localhost/app} here.
 *
 * <p>Commands that do not write to a terminal count no bytes, so the steps of a layer have none.
 *
 * <p>Credentials go to the command in a private folder, which only its owner can read and which is gone afterwards, and
 * neither in an argument nor in a variable. The user's own logins are not used and not changed, whether there are
 * credentials or not. What else is in the user's Docker configuration, such as headers for the engine, does not count for
 * pushes and pulls, except the contexts.
 *
 * <p>What an engine refuses for a reason of its own, for example to take the last name away from an image that a
 * container uses, is a {@link us.apolo.images.TransferFailedException} with the engine's words.
 *
 * <pre>{@code
 * try (var store = DockerCommand.create(LocalDockerConfig.DEFAULT)) {
 *     store.inspect(new LocalImage("ubuntu", "24.04")).ifPresent(System.out::println);
 * }
 * }</pre>
 */
public final class DockerCommand implements LocalDockerPort {
    private static final Path DOCKER = Path.of("docker");
    private static final Pattern LOCATION =
            Pattern.compile("(?:(?:unix|tcp|http|https|npipe|ssh|fd)://|[^/:@-][^/:@]*:\\d)\\P{Cc}*");

    private final RunningCommands commands = new RunningCommands();
    private final Engines engines;
    private final CommandImages images;
    private final CommandTransfer.Surroundings surroundings;

    private DockerCommand(LocalDockerConfig config, Path command, HostEnvironment environment) {
        var variables = Variables.of(environment);
        this.engines = new Engines(new CommandFinder(command, environment), config, variables, commands);
        this.images = new CommandImages(commands, variables);
        this.surroundings = new CommandTransfer.Surroundings(environment, variables, commands, engines, images);
    }

    /**
     * Makes a store. Runs no command yet.
     *
     * @param config where the engine is, and how long it may take to answer
     * @return a store that the caller closes
     * @throws IllegalArgumentException if the location is not the address of an engine: {@code unix://}, {@code tcp://},
     *     {@code http://}, {@code https://}, {@code npipe://}, {@code ssh://}, {@code fd://} or {@code host:port}
     */
    public static DockerCommand create(LocalDockerConfig config) {
        return create(config, DOCKER);
    }

    /**
     * Makes a store on a certain command. Runs no command yet.
     *
     * @param config where the engine is, and how long it may take to answer
     * @param command where the command is, or its name on the {@code PATH}, for example {@code podman}
     * @return a store that the caller closes
     * @throws IllegalArgumentException if the location is not the address of an engine
     */
    public static DockerCommand create(LocalDockerConfig config, Path command) {
        return create(config, command, HostEnvironment.ofThisProcess());
    }

    static DockerCommand create(LocalDockerConfig config, Path command, HostEnvironment environment) {
        var location = config.location();
        if (location != null && !LOCATION.matcher(location).matches()) {
            throw new IllegalArgumentException("Not an address that docker --host takes: "
                    + EngineWords.shown(location, Optional.empty())
                    + ". It starts with unix://, tcp://, http://, https://, npipe://, ssh:// or fd://");
        }
        return new DockerCommand(config, command, environment);
    }

    @Override
    public Optional<StoredImage> inspect(LocalImage image) {
        return images.inspect(engines.find(), image);
    }

    @Override
    public void tag(Digest id, LocalImage name) {
        images.tag(engines.find(), id, name);
    }

    @Override
    public void untag(LocalImage name) {
        images.untag(engines.find(), name);
    }

    @Override
    public Digest push(Transfer transfer, Consumer<ImageProgressStep> steps) {
        return move(Direction.PUSH, transfer, steps);
    }

    @Override
    public Digest pull(Transfer transfer, Consumer<ImageProgressStep> steps) {
        return move(Direction.PULL, transfer, steps);
    }

    private Digest move(Direction direction, Transfer transfer, Consumer<ImageProgressStep> steps) {
        return new CommandTransfer(direction, transfer, engines.find(), surroundings).run(steps);
    }

    @Override
    public void close() {
        commands.close();
    }
}
