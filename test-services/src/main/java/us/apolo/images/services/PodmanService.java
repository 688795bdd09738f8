package us.apolo.images.services;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Podman behind the engine's interface, with data of its own.
 *
 * <p><strong>It must be closed</strong>: that ends the process, unmounts what it has left and deletes the folder.
 */
public final class PodmanService implements Engine, AutoCloseable {
    /** Locks in files: those in shared memory would outlive the service. */
    static final String CONFIG = """
            [engine]
            lock_type = "file"
            events_logger = "file"
            """;

    private final PrivateService service;
    private final EngineSocket socket;

    private PodmanService(PrivateService service) {
        this.service = service;
        socket = new EngineSocket(service.folder().resolve("podman.sock"));
    }

    /**
     * Starts the service and waits until it answers.
     *
     * @param insecureRegistries the registries that it may talk to over plain HTTP, {@code host:port} each, or {@code
     *     host} for all of its ports; other than Docker, Podman makes no exception for loopback
     * @return an engine without images
     * @throws ServiceException if a program is missing, or the service does not come up; the message holds the end of
     *     its log
     */
    public static PodmanService start(String... insecureRegistries) {
        RealParts.require(Program.PODMAN, Program.DOCKER);
        var podman = new PodmanService(PrivateService.open("podman"));
        try {
            podman.launch(insecureRegistries);
            return podman;
        } catch (RuntimeException e) {
            podman.close();
            throw e;
        }
    }

    private void launch(String... insecureRegistries) {
        var folder = service.folder();
        service.start(
                List.of(
                        Program.PODMAN.path(),
                        "--root=" + folder.resolve("root"),
                        "--runroot=" + folder.resolve("run"),
                        "--tmpdir=" + folder.resolve("tmp"),
                        "system",
                        "service",
                        "--time=0",
                        host()),
                Map.of(
                        "CONTAINERS_CONF",
                        folder.write("containers.conf", CONFIG).toString(),
                        "CONTAINERS_REGISTRIES_CONF",
                        folder.write("registries.conf", registries(insecureRegistries))
                                .toString()),
                socket::answers);
    }

    /** Says which registries need no TLS. */
    static String registries(String... insecure) {
        return Arrays.stream(insecure)
                .map("""
                        [[registry]]
                        location = "%s"
                        insecure = true
                        """::formatted)
                .collect(Collectors.joining("", "unqualified-search-registries = []\n", ""));
    }

    @Override
    public String host() {
        return socket.host();
    }

    /**
     * What the service printed.
     *
     * @return its log, or the last mebibyte of it
     */
    public String log() {
        return service.log();
    }

    /** Ends the service and deletes its folder. To close twice does nothing. */
    @Override
    public void close() {
        service.close();
    }
}
