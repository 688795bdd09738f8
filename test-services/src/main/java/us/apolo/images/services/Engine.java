package us.apolo.images.services;

import java.util.ArrayList;
import java.util.List;

/** An engine that the {@code docker} command can talk to. */
public interface Engine {
    /**
     * Where the engine is.
     *
     * @return its address, for example {@code unix:///run/docker.sock}
     */
    String host();

    /**
     * An engine that is there already, and that nobody here starts or ends.
     *
     * @param host its address
     * @return that engine
     */
    static Engine at(String host) {
        return () -> host;
    }

    /**
     * Prepares a run of the {@code docker} command against this engine, whatever the environment says.
     *
     * @param arguments what follows {@code docker --host …}
     * @return a command that has not been run yet
     * @throws ServiceException if there is no {@code docker} command
     */
    default Command docker(String... arguments) {
        var words = new ArrayList<>(List.of(Program.DOCKER.path(), "--host", host()));
        words.addAll(List.of(arguments));
        var command = Command.of(words).without("DOCKER_HOST", "DOCKER_CONTEXT");
        return host().startsWith("unix:") ? command.without("DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH") : command;
    }

    /**
     * Removes an image's name, and the image if that was its last one.
     *
     * @param image the name
     * @throws CommandFailedException if the engine has no such image
     */
    default void remove(String image) {
        docker("rmi", "--force", image).run();
    }

    /**
     * Lists the names of the images that the engine has.
     *
     * @return {@code name:tag} of each
     */
    default List<String> images() {
        return docker("images", "--format", "{{.Repository}}:{{.Tag}}")
                .run()
                .output()
                .lines()
                .toList();
    }
}
