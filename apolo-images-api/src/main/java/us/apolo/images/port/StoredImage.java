package us.apolo.images.port;

import java.util.Objects;
import us.apolo.images.Digest;

/**
 * An image in a local store.
 *
 * @param id what the store knows the image by, whatever its names; the same image has the same id
 * @param size what the image takes in the store, in bytes, as the store counts
 */
public record StoredImage(Digest id, long size) {
    /**
     * Checks that the id is there.
     *
     * @param id what the store knows the image by, whatever its names; the same image has the same id
     * @param size what the image takes in the store, in bytes, as the store counts
     */
    public StoredImage {
        Objects.requireNonNull(id, "id");
    }
}
