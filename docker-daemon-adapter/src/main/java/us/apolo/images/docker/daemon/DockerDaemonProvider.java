package us.apolo.images.docker.daemon;

import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.LocalDockerProvider;

/** Makes {@link DockerDaemon}. Its name is {@code docker-daemon}. */
public final class DockerDaemonProvider implements LocalDockerProvider {
    /** Does nothing. */
    public DockerDaemonProvider() {}

    @Override
    public String name() {
        return "docker-daemon";
    }

    @Override
    public LocalDockerPort create(LocalDockerConfig config) {
        return DockerDaemon.create(config);
    }
}
