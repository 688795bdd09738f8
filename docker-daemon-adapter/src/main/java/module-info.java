import us.apolo.images.docker.daemon.DockerDaemonProvider;
import us.apolo.images.port.LocalDockerProvider;

/** The local store of a Docker or Podman engine, through the Docker Engine API. */
module us.apolo.images.docker.daemon {
    requires transitive us.apolo.images;
    requires static org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires com.github.dockerjava.api;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports us.apolo.images.docker.daemon;

    provides LocalDockerProvider with
            DockerDaemonProvider;
}
