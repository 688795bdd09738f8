package us.apolo.images.oci;

import org.jspecify.annotations.Nullable;
import us.apolo.images.ImagesException;

/**
 * An archive of images is not what it should be: damaged, cut short, not an archive of images at all, or made to do harm.
 * The store is as it was; nothing has been written elsewhere.
 */
public final class InvalidArchiveException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message which archive, and what is wrong with it
     * @param cause what led to this; null if nothing did
     */
    public InvalidArchiveException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }
}
