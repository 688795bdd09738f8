package us.apolo.images;

import org.jspecify.annotations.Nullable;

/**
 * The credentials for a registry cannot be had: a login file that cannot be read, or a credential helper that is missing
 * or fails. No registry has been asked.
 */
public final class CredentialsUnavailableException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, and what to do next
     * @param cause what led to this; null if nothing did
     */
    public CredentialsUnavailableException(String message, @Nullable Throwable cause) {
        super(message, null, cause);
    }
}
