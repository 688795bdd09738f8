package us.apolo.images.observation;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of an operation.
 *
 * @param duration how long it took, from the caller's call on, waits included
 * @param failure what it throws; empty if it has done what it was asked for
 */
public record OperationEnd(Duration duration, Optional<Throwable> failure) {
    /**
     * Checks that nothing is null.
     *
     * @param duration how long it took, from the caller's call on, waits included
     * @param failure what it throws; empty if it has done what it was asked for
     */
    public OperationEnd {
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * What came of it in a word of few, for tags of metrics.
     *
     * @return {@code success}, or the simple name of what it throws, for example {@code RateLimitedException}
     */
    public String outcome() {
        return failure.map(e -> e.getClass().getSimpleName()).orElse("success");
    }
}
