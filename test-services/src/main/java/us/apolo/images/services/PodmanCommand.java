package us.apolo.images.services;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Podman's command in the place of {@code docker}: a script of that name, which runs Podman with data of its own.
 *
 * <p><strong>It must be closed</strong>: that unmounts what Podman has left and deletes the folder.
 */
public final class PodmanCommand implements AutoCloseable {
    private final TemporaryFolder folder = TemporaryFolder.create("podman-command");
    private final AtomicBoolean closed = new AtomicBoolean();

    private PodmanCommand() {}

    /**
     * Makes the command. Nothing runs yet.
     *
     * @param insecureRegistries the registries that it may talk to over plain HTTP, {@code host:port} each, or {@code
     *     host} for all of its ports
     * @return a command without images
     * @throws ServiceException if there is no Podman
     */
    public static PodmanCommand create(String... insecureRegistries) {
        RealParts.require(Program.PODMAN);
        var command = new PodmanCommand();
        ShutdownCleanup.add(command);
        command.write(insecureRegistries);
        return command;
    }

    private void write(String... insecureRegistries) {
        var config = folder.write("containers.conf", PodmanService.CONFIG);
        var registries = folder.write("registries.conf", PodmanService.registries(insecureRegistries));
        folder.write("docker", """
                        #!/bin/sh
                        export CONTAINERS_CONF='%s' CONTAINERS_REGISTRIES_CONF='%s'
                        exec '%s' --root='%s' --runroot='%s' --tmpdir='%s' "$@"
                        """.formatted(
                                config,
                                registries,
                                Program.PODMAN.path(),
                                folder.resolve("root"),
                                folder.resolve("run"),
                                folder.resolve("tmp")))
                .toFile()
                .setExecutable(true, true);
    }

    /**
     * Where the command is.
     *
     * @return the script
     */
    public Path path() {
        return folder.resolve("docker");
    }

    /** Deletes the folder. To close twice does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            ShutdownCleanup.remove(this);
            folder.close();
        }
    }
}
