/**
 * The local store of a container engine that speaks the Docker Engine API: Docker, or Podman's service.
 *
 * <p>{@link us.apolo.images.docker.daemon.DockerDaemon} is the store; {@link
 * us.apolo.images.docker.daemon.DockerDaemonProvider} is how it is found.
 */
@NullMarked
package us.apolo.images.docker.daemon;

import org.jspecify.annotations.NullMarked;
