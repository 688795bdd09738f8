import us.apolo.images.docker.cli.DockerCommandProvider;
import us.apolo.images.port.LocalDockerProvider;

/** The local store of a Docker or Podman engine, through the {@code docker} command. */
module us.apolo.images.docker.cli {
    requires transitive us.apolo.images;
    requires static org.jspecify;

    exports us.apolo.images.docker.cli;

    provides LocalDockerProvider with
            DockerCommandProvider;
}
