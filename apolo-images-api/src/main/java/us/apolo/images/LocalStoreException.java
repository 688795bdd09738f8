package us.apolo.images;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A local store that is kept in files cannot be read or written, or is not what it should be: a full disk, a folder that
 * may not be written, a broken document in it. What the store had before it still has.
 */
public final class LocalStoreException extends ImagesException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /**
     * Makes the error.
     *
     * @param message what went wrong, where, and what to do next
     * @param place the store's folder
     * @param cause what led to this; null if nothing did
     */
    public LocalStoreException(String message, String place, @Nullable Throwable cause) {
        super(message, null, cause);
        this.place = Objects.requireNonNull(place, "place");
    }

    /**
     * Where the store is.
     *
     * @return the path of its folder
     */
    public String place() {
        return place;
    }
}
