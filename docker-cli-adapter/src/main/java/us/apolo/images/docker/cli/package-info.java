/**
 * The local store of a container engine, through the {@code docker} command. {@link
 * us.apolo.images.docker.cli.DockerCommand} is the store; the rest stays inside.
 */
@NullMarked
package us.apolo.images.docker.cli;

import org.jspecify.annotations.NullMarked;
