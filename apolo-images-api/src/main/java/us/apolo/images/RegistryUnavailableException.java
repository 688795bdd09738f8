package us.apolo.images;

import org.jspecify.annotations.Nullable;

/** The registry cannot be reached, or says that it cannot answer now (no connection, status 5xx). It may work later. */
public final class RegistryUnavailableException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, and what to do next
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public RegistryUnavailableException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
