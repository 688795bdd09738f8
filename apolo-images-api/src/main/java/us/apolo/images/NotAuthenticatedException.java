package us.apolo.images;

import org.jspecify.annotations.Nullable;

/** The registry does not accept the credentials, or wants some and there are none (status 401). */
public final class NotAuthenticatedException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, and what to do next
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public NotAuthenticatedException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
