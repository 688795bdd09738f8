package us.apolo.images.docker.daemon;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Direction;
import us.apolo.images.port.engine.HostEnvironment;

/**
 * The local store of a container engine that speaks the Docker Engine API: Docker, or Podman's service.
 *
 * <p><strong>It must be closed.</strong> It keeps no connection and no thread between its operations; to close it ends
 * those that are under way.
 *
 * <p>The engine is sought at the first operation, as the {@code docker} command would: the configured location, else
 * {@code DOCKER_HOST} with {@code DOCKER_TLS_VERIFY} and {@code DOCKER_CERT_PATH}, else the current Docker context, else
 * the usual sockets of Docker, Podman, Colima, Rancher Desktop and Docker Desktop. It is asked for a sign of life before
 * each operation, and has {@link LocalDockerConfig#connectTimeout()} for it. After that a push or a pull may be silent for
 * as long as it takes: there is no limit, an interrupt ends it. On a Unix socket the engine is then given up to three
 * seconds to stop, which it mostly does in less than ten milliseconds, so that it leaves nothing behind that comes after
 * the clean-up; a second interrupt ends that wait too.
 *
 * <p>Names without a registry are those of Docker Hub, for Podman too: an image that Podman itself has built as {@code
 * app} is {@code localhost/app} here.
 *
 * <p>The bytes of a step are those that the engine counts: in a push, of the layer as it lies unpacked in the store, though
 * less is sent; in a pull, of the layer as it is compressed. Podman's service counts none, and in a push names no layers.
 *
 * <p>Credentials go to the engine with the one push or pull that they are for. The user's own logins are not used.
 *
 * <p>What an engine refuses for a reason of its own, for example to take the last name away from an image that a
 * container uses, is a {@link us.apolo.images.TransferFailedException} with the engine's words.
 *
 * <pre>{@code
 * try (var store = DockerDaemon.create(LocalDockerConfig.DEFAULT)) {
 *     store.inspect(new LocalImage("ubuntu", "24.04")).ifPresent(System.out::println);
 * }
 * }</pre>
 */
public final class DockerDaemon implements LocalDockerPort {
    private final EngineSessions sessions;
    private final EngineFinder finder;
    private final EngineImages images;

    private DockerDaemon(LocalDockerConfig config, HostEnvironment environment) {
        this.sessions = new EngineSessions(config.connectTimeout());
        this.finder = new EngineFinder(new EngineLocator(config.location(), environment)::candidates, sessions);
        this.images = new EngineImages(sessions);
    }

    /**
     * Makes a store. Looks for no engine yet.
     *
     * @param config where the engine is, and how long to try for a connection
     * @return a store that the caller closes
     * @throws IllegalArgumentException if the location is not the address of an engine: {@code unix://}, {@code tcp://},
     *     {@code http://}, {@code https://} or {@code npipe://}
     */
    public static DockerDaemon create(LocalDockerConfig config) {
        return create(config, HostEnvironment.ofThisProcess());
    }

    static DockerDaemon create(LocalDockerConfig config, HostEnvironment environment) {
        return new DockerDaemon(config, environment);
    }

    @Override
    public Optional<StoredImage> inspect(LocalImage image) {
        return images.inspect(finder.find(), image);
    }

    @Override
    public void tag(Digest id, LocalImage name) {
        images.tag(finder.find(), id, name);
    }

    @Override
    public void untag(LocalImage name) {
        images.untag(finder.find(), name);
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
        var engine = finder.find();
        var session = sessions.begin(engine.place(), Duration.ZERO);
        try {
            return new EngineTransfer(direction, engine, session, transfer)
                    .run(steps, startOfId -> images.pulledByPodman(engine, transfer, startOfId));
        } finally {
            sessions.end(session);
        }
    }

    @Override
    public void close() {
        sessions.close();
    }
}
