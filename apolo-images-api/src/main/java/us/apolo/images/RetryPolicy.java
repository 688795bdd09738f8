package us.apolo.images;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What is done when a registry fails in a way that may pass: how often and for how long it is asked again, and after
 * which waits.
 *
 * <p>Asked again are calls that do no harm when they are made twice: those that read, deletions, whole manifests, and
 * blobs whose bytes can be read again. A blob that was on its way starts from its beginning. Pushes and pulls of the
 * local store are done again too when they fail for the registry's sake. What fails may pass if there is no connection,
 * it breaks or takes too long, or the answer has one of the {@link #statuses}. A certificate that is not trusted, refused
 * credentials, a missing image and everything else is final at once.
 *
 * <p>The wait doubles from one attempt to the next, and a random half of it is left out, so that many clients do not
 * come back at the same moment. A registry that says how long to wait ({@code Retry-After}) is obeyed, unless that is
 * longer than {@link #maxRetryAfter}: then the error comes at once, and tells when to come back.
 *
 * <pre>{@code
 * var patient = RetryPolicy.builder().maxAttempts(8).maxDuration(Duration.ofMinutes(10)).build();
 * var images = ApoloImages.builder().config(config).retries(patient).build();
 * }</pre>
 *
 * @param maxAttempts how often something is tried at the most, the first time included; one or more
 * @param maxDuration how long after the beginning of the first attempt the last one may begin
 * @param firstDelay how long to wait before the second attempt, at the most
 * @param maxDelay how long to wait at the most, unless the registry says how long; not less than {@code firstDelay}
 * @param maxRetryAfter how long a wait that the registry asks for may be
 * @param statuses the statuses that may pass, 400 to 599
 */
public record RetryPolicy(
        int maxAttempts,
        Duration maxDuration,
        Duration firstDelay,
        Duration maxDelay,
        Duration maxRetryAfter,
        Set<Integer> statuses) {
    /**
     * Four attempts within two minutes, waits of up to half a second, one second and two seconds, {@code Retry-After} up
     * to a minute; the statuses 408, 429, 500, 502, 503 and 504.
     */
    public static final RetryPolicy DEFAULT = new RetryPolicy(
            4,
            Duration.ofMinutes(2),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Set.of(408, 429, 500, 502, 503, 504));

    /** One attempt: every failure is an error at once. */
    public static final RetryPolicy NONE = builder().maxAttempts(1).build();

    /**
     * Checks the parts.
     *
     * @param maxAttempts how often something is tried at the most, the first time included; one or more
     * @param maxDuration how long after the beginning of the first attempt the last one may begin
     * @param firstDelay how long to wait before the second attempt, at the most
     * @param maxDelay how long to wait at the most, unless the registry says how long; not less than {@code firstDelay}
     * @param maxRetryAfter how long a wait that the registry asks for may be
     * @param statuses the statuses that may pass, 400 to 599
     * @throws IllegalArgumentException if a part is not within its bounds
     */
    public RetryPolicy {
        require(maxAttempts >= 1, "maxAttempts is one or more, not " + maxAttempts);
        requireNotNegative(maxDuration, "maxDuration");
        requireNotNegative(firstDelay, "firstDelay");
        requireNotNegative(maxDelay, "maxDelay");
        requireNotNegative(maxRetryAfter, "maxRetryAfter");
        require(firstDelay.compareTo(maxDelay) <= 0, "firstDelay is not more than maxDelay: " + firstDelay);
        statuses = Set.copyOf(Objects.requireNonNull(statuses, "statuses"));
        require(
                statuses.stream().allMatch(status -> status >= 400 && status <= 599),
                "Only failures can be tried again, statuses from 400 to 599, not all of " + statuses);
    }

    private static void requireNotNegative(Duration duration, String name) {
        require(!Objects.requireNonNull(duration, name).isNegative(), name + " is not negative: " + duration);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * Starts from {@link #DEFAULT}.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link RetryPolicy}; what is not set is as in {@link #DEFAULT}. */
    public static final class Builder {
        private int maxAttempts = DEFAULT.maxAttempts;
        private Duration maxDuration = DEFAULT.maxDuration;
        private Duration firstDelay = DEFAULT.firstDelay;
        private Duration maxDelay = DEFAULT.maxDelay;
        private Duration maxRetryAfter = DEFAULT.maxRetryAfter;
        private Set<Integer> statuses = DEFAULT.statuses;

        private Builder() {}

        /**
         * Limits the number of attempts.
         *
         * @param number how often something is tried at the most, the first time included
         * @return this
         */
        public Builder maxAttempts(int number) {
            maxAttempts = number;
            return this;
        }

        /**
         * Limits the time.
         *
         * @param duration how long after the beginning of the first attempt the last one may begin
         * @return this
         */
        public Builder maxDuration(Duration duration) {
            maxDuration = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /**
         * Sets the waits.
         *
         * @param first how long to wait before the second attempt, at the most; each further wait is twice as long
         * @param max how long to wait at the most
         * @return this
         */
        public Builder delays(Duration first, Duration max) {
            firstDelay = Objects.requireNonNull(first, "first");
            maxDelay = Objects.requireNonNull(max, "max");
            return this;
        }

        /**
         * Limits the wait that a registry can ask for.
         *
         * @param duration how long; a registry that asks for more gets no further attempt
         * @return this
         */
        public Builder maxRetryAfter(Duration duration) {
            maxRetryAfter = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /**
         * Says which answers may pass.
         *
         * @param newStatuses the statuses, 400 to 599, in place of the usual ones
         * @return this
         */
        public Builder statuses(Set<Integer> newStatuses) {
            statuses = Objects.requireNonNull(newStatuses, "newStatuses");
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if a part is not within its bounds
         */
        public RetryPolicy build() {
            return new RetryPolicy(maxAttempts, maxDuration, firstDelay, maxDelay, maxRetryAfter, statuses);
        }
    }
}
