/**
 * The suites that every adapter passes: extend one, say how the adapter is made, and run it with JUnit.
 *
 * <p>{@link us.apolo.images.testkit.contract.HttpTransportContract} is the one for transports, put together from
 * interfaces, one for each concern; {@link us.apolo.images.testkit.contract.RegistryPortContract} is the one for
 * registries; {@link us.apolo.images.testkit.contract.LocalDockerContract} is the one for local stores.
 */
@NullMarked
package us.apolo.images.testkit.contract;

import org.jspecify.annotations.NullMarked;
