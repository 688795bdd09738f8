package us.apolo.images.port;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a local store is to be made. A provider refuses what its store cannot honour.
 *
 * @param location where the store is: an engine's address such as {@code unix:///var/run/docker.sock}, or a folder for
 *     a store that is kept in files; null to find it as the {@code docker} command would
 * @param connectTimeout how long to try for a connection to the engine; more than zero
 */
public record LocalDockerConfig(@Nullable String location, Duration connectTimeout) {
    /** Finds the engine as the {@code docker} command would, and tries for ten seconds to connect. */
    public static final LocalDockerConfig DEFAULT = new LocalDockerConfig(null, Duration.ofSeconds(10));

    /**
     * Checks the parts.
     *
     * @param location where the store is: an engine's address such as {@code unix:///var/run/docker.sock}, or a folder
     *     for a store that is kept in files; null to find it as the {@code docker} command would
     * @param connectTimeout how long to try for a connection to the engine; more than zero
     * @throws IllegalArgumentException if the location is blank, or the limit not more than zero
     */
    public LocalDockerConfig {
        if (location != null && location.isBlank()) {
            throw new IllegalArgumentException("A location is not blank; leave it null to have it found");
        }
        if (Objects.requireNonNull(connectTimeout, "connectTimeout").isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout is more than zero, not " + connectTimeout);
        }
    }

    /**
     * The same with another location.
     *
     * @param newLocation where the store is
     * @return a changed copy
     */
    public LocalDockerConfig withLocation(String newLocation) {
        return new LocalDockerConfig(Objects.requireNonNull(newLocation, "newLocation"), connectTimeout);
    }
}
