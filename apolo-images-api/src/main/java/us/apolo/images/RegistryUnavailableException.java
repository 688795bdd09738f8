package us.apolo.images;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry cannot be reached, or says that it cannot answer now (no connection, status 408 or 5xx). It may work
 * later, unless {@link #mayPass} says otherwise.
 */
public final class RegistryUnavailableException extends ImagesException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Instant retryAt;
    private final boolean mayPass;

    /**
     * Makes an error that may pass.
     *
     * @param message what went wrong, and what to do next
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public RegistryUnavailableException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        this(message, null, answer, cause);
    }

    /**
     * Makes an error that may pass, with the moment that the registry has named for it.
     *
     * @param message what went wrong, and what to do next
     * @param retryAt when to come back; null if the registry did not say
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public RegistryUnavailableException(
            String message, @Nullable Instant retryAt, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        this(message, retryAt, true, answer, cause);
    }

    private RegistryUnavailableException(
            String message,
            @Nullable Instant retryAt,
            boolean mayPass,
            @Nullable RegistryAnswer answer,
            @Nullable Throwable cause) {
        super(message, answer, cause);
        this.retryAt = retryAt;
        this.mayPass = mayPass;
    }

    /**
     * Makes an error that stays until somebody changes something, such as a certificate that is not trusted.
     *
     * @param message what went wrong, and what to do next
     * @param cause what led to this; null if nothing did
     * @return the error, to be thrown
     */
    public static RegistryUnavailableException lasting(String message, @Nullable Throwable cause) {
        return new RegistryUnavailableException(message, null, false, null, cause);
    }

    /**
     * When to come back.
     *
     * @return the moment that the registry named, if it named one
     */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }

    /**
     * Whether it may work later without anybody's doing.
     *
     * @return false if, for example, the registry's certificate is not trusted
     */
    public boolean mayPass() {
        return mayPass;
    }
}
