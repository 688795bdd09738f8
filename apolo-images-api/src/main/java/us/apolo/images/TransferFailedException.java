package us.apolo.images;

import org.jspecify.annotations.Nullable;

/** A push or a pull has broken off, or ended with something else than what was to be transferred. */
public final class TransferFailedException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, and what to do next
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public TransferFailedException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
