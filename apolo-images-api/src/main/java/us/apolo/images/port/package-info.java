/**
 * The ports: what the library needs from outside, to be filled in by adapters.
 *
 * <ul>
 *   <li>{@link us.apolo.images.port.HttpTransport}: one exchange over HTTP
 *   <li>{@link us.apolo.images.port.LocalDockerPort}: a local image store
 *   <li>{@link us.apolo.images.port.RegistryPort}: a registry
 *   <li>{@link us.apolo.images.port.LoginPort}: where a program's configuration and credentials come from
 * </ul>
 *
 * <p>The first two are found by their providers through {@link java.util.ServiceLoader}, unless an instance is given.
 */
@NullMarked
package us.apolo.images.port;

import org.jspecify.annotations.NullMarked;
