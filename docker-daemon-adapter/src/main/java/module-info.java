import us.apolo.images.docker.daemon.DockerDaemonProvider;
import us.apolo.images.port.LocalDockerProvider;

/** The local store of a Docker or Podman engine, through the Docker Engine API. */
module us.apolo.images.docker.daemon {
    requires transitive us.apolo.images;
    requires static org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.dockerjava.api;
    requires com.github.dockerjava.core;
    requires com.github.dockerjava.transport;

    // docker-java is no module, so it cannot ask for these itself.
    requires com.google.common;
    requires org.apache.commons.compress;
    requires org.apache.commons.io;
    requires org.apache.commons.lang3;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports us.apolo.images.docker.daemon;

    provides LocalDockerProvider with
            DockerDaemonProvider;
}
