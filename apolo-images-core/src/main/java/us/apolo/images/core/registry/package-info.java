/**
 * The registry protocol over {@link us.apolo.images.port.HttpTransport}: an {@code Endpoint} for each call, a
 * {@code RegistryClient} that sends them, and {@link us.apolo.images.core.registry.HttpRegistry} on top.
 */
@NullMarked
package us.apolo.images.core.registry;

import org.jspecify.annotations.NullMarked;
