package us.apolo.images;

import java.util.Objects;

/**
 * A push has begun.
 *
 * @param src the image in the local store
 * @param dst the name that it gets on the registry
 */
public record ImageProgressPush(LocalImage src, RemoteImage dst) {
    /**
     * Checks that both are there.
     *
     * @param src the image in the local store
     * @param dst the name that it gets on the registry
     */
    public ImageProgressPush {
        Objects.requireNonNull(src, "src");
        Objects.requireNonNull(dst, "dst");
    }
}
