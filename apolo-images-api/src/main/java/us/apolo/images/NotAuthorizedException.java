package us.apolo.images;

import org.jspecify.annotations.Nullable;

/** The registry knows the user and forbids what was asked for (status 403). */
public final class NotAuthorizedException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, and what to do next
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public NotAuthorizedException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
