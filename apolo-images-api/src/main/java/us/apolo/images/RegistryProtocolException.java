package us.apolo.images;

import org.jspecify.annotations.Nullable;

/** The registry has given an answer that the protocol does not allow, or content that does not have the digest it was asked for by. */
public final class RegistryProtocolException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, and what to do next
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public RegistryProtocolException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
