package us.apolo.images;

import java.util.Objects;

/**
 * A pull has begun.
 *
 * @param src the image on the registry
 * @param dst the name that it gets in the local store
 */
public record ImageProgressPull(RemoteImage src, LocalImage dst) {
    /**
     * Checks that both are there.
     *
     * @param src the image on the registry
     * @param dst the name that it gets in the local store
     */
    public ImageProgressPull {
        Objects.requireNonNull(src, "src");
        Objects.requireNonNull(dst, "dst");
    }
}
