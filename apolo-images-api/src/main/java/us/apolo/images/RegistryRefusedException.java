package us.apolo.images;

import org.jspecify.annotations.Nullable;

/** The registry has refused a request for a reason that has no type of its own; {@link #answer()} has the status and the codes. */
public final class RegistryRefusedException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the error.
     *
     * @param message what went wrong, and what to do next
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public RegistryRefusedException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
    }
}
