package us.apolo.images;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registry has had too many requests (status 429). */
public final class RateLimitedException extends ImagesException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Instant retryAt;

    /**
     * Makes the error.
     *
     * @param message what went wrong
     * @param retryAt when to come back; null if the registry did not say
     * @param answer what the registry said; null if it was heard through a local store
     * @param cause what led to this; null if nothing did
     */
    public RateLimitedException(
            String message, @Nullable Instant retryAt, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(message, answer, cause);
        this.retryAt = retryAt;
    }

    /**
     * When to come back.
     *
     * @return the moment that the registry named, if it named one
     */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
