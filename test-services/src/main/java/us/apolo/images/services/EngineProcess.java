package us.apolo.images.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A private engine: {@code dockerd} with data, socket and containerd of its own. It has no network, so it can't run
 * containers that need one; it talks to registries on 127.0.0.1 over plain HTTP.
 *
 * <p><strong>It must be closed</strong>: that ends the processes, unmounts what they have left and deletes the folder.
 */
public final class EngineProcess implements Engine, AutoCloseable {

    private final PrivateService service;
    private final EngineSocket socket;

    private EngineProcess(PrivateService service) {
        this.service = service;
        socket = new EngineSocket(service.folder().resolve("docker.sock"));
    }

    /**
     * Starts an engine and waits until it answers.
     *
     * @return an engine without images
     * @throws ServiceException if a program is missing, the user is not root, or the engine does not come up; the
     *     message holds the end of its log
     */
    public static EngineProcess start() {
        return start(TemporaryFolder::create);
    }

    /**
     * Starts an engine whose images are in memory, where the system has such folders, so that no disk is waited for.
     *
     * @return an engine without images
     * @throws ServiceException as {@link #start()} says
     */
    public static EngineProcess startInMemory() {
        return start(TemporaryFolder::inMemory);
    }

    private static EngineProcess start(Function<String, TemporaryFolder> place) {
        RealParts.require(Program.DOCKERD, Program.DOCKER);
        requireRoot();
        var engine = new EngineProcess(PrivateService.open("engine", place.apply("engine")));
        try {
            engine.launch();
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static void requireRoot() {
        try {
            if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                throw new ServiceException("dockerd needs root: run this as root, or name an engine that runs already");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not find out who runs this; dockerd needs Linux", e);
        }
    }

    private void launch() {
        var folder = service.folder();
        removeTraces();
        service.start(
                List.of(
                        Program.DOCKERD.path(),
                        "--config-file=" + folder.write("daemon.json", "{}"),
                        "--host=" + host(),
                        "--data-root=" + folder.resolve("data"),
                        "--exec-root=" + folder.resolve("exec"),
                        "--pidfile=" + folder.resolve("docker.pid"),
                        // A registry that breaks off in a test does so on purpose; by itself the engine takes a minute
                        // to see.
                        "--max-download-attempts=1",
                        "--bridge=none",
                        "--iptables=false",
                        "--ip-forward=false"),
                Map.of(),
                socket::answers);
    }

    /** A killed engine leaves them behind; its successor would take whoever has the number now for the killed one. */
    private void removeTraces() {
        try {
            Files.deleteIfExists(service.folder().resolve("docker.pid"));
            Files.deleteIfExists(service.folder().resolve("exec/containerd/containerd.pid"));
            Files.deleteIfExists(socket.path());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not tidy up " + service.folder().path(), e);
        }
    }

    @Override
    public String host() {
        return socket.host();
    }

    /**
     * What the engine printed.
     *
     * @return its log since the first start, or the last mebibyte of it
     */
    public String log() {
        return service.log();
    }

    /** Kills the engine and its containerd at once, as a crash would. The data stays. */
    public void kill() {
        service.kill();
    }

    /**
     * Ends the engine if it runs, and starts it again with the same images at the same address.
     *
     * @throws ServiceException if it does not come up
     */
    public void restart() {
        service.stop();
        launch();
    }

    /** Ends the engine and deletes its folder. To close twice does nothing. */
    @Override
    public void close() {
        service.close();
    }
}
