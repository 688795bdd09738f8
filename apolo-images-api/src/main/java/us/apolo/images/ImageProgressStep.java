package us.apolo.images;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How far one layer is.
 *
 * @param layerId the layer as the local store names it, stable through one operation
 * @param message what is happening in the local store's own words, for example {@code Pushing}
 * @param status what is happening, the same for every local store
 * @param current the bytes done so far; empty where they are not known, else zero or more
 * @param total the bytes in all; empty where they are not known, else zero or more
 */
public record ImageProgressStep(
        String layerId, String message, LayerStatus status, OptionalLong current, OptionalLong total) {
    /**
     * Checks the parts.
     *
     * @param layerId the layer as the local store names it, stable through one operation
     * @param message what is happening in the local store's own words, for example {@code Pushing}
     * @param status what is happening, the same for every local store
     * @param current the bytes done so far; empty where they are not known, else zero or more
     * @param total the bytes in all; empty where they are not known, else zero or more
     * @throws IllegalArgumentException if a number is negative
     */
    public ImageProgressStep {
        Objects.requireNonNull(layerId, "layerId");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(status, "status");
        if (current.orElse(0) < 0 || total.orElse(0) < 0) {
            throw new IllegalArgumentException("Bytes are not negative: " + current + " of " + total);
        }
    }
}
