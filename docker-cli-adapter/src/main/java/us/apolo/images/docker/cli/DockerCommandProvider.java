package us.apolo.images.docker.cli;

import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.LocalDockerProvider;

/** Makes {@link DockerCommand}. Its name is {@code docker-cli}. */
public final class DockerCommandProvider implements LocalDockerProvider {
    /** Does nothing. */
    public DockerCommandProvider() {}

    @Override
    public String name() {
        return "docker-cli";
    }

    @Override
    public LocalDockerPort create(LocalDockerConfig config) {
        return DockerCommand.create(config);
    }
}
