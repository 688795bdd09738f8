package us.apolo.images.core.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import us.apolo.images.ImagesException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RetryPolicy;

/** Applies a {@link RetryPolicy}: what may pass, and how long to wait for it. */
public final class Retries {
    private final RetryPolicy policy;
    private final Time time;
    private final DoubleSupplier random;

    /**
     * Applies a policy.
     *
     * @param policy what is wanted
     * @param time is measured and waited by
     */
    public Retries(RetryPolicy policy, Time time) {
        this(policy, time, () -> ThreadLocalRandom.current().nextDouble());
    }

    Retries(RetryPolicy policy, Time time, DoubleSupplier random) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.time = Objects.requireNonNull(time, "time");
        this.random = random;
    }

    /**
     * Starts to try something.
     *
     * @param name what it is, one name of few
     * @param registry the authority of the registry
     * @param observation hears of retries
     * @return attempts, of which the first is about to begin
     */
    public Attempts start(String name, String registry, Observation observation) {
        return new Attempts(this, name, registry, observation);
    }

    /**
     * What is tried only once, whatever the policy says.
     *
     * @return retries by the same time
     */
    public Retries none() {
        return new Retries(RetryPolicy.NONE, time, random);
    }

    /**
     * The time that this goes by.
     *
     * @return always the same
     */
    public Time time() {
        return time;
    }

    int maxAttempts() {
        return policy.maxAttempts();
    }

    Duration maxDuration() {
        return policy.maxDuration();
    }

    /** Whether it may work the next time. What has been tried again already has had its chances. */
    boolean mayPass(ImagesException failure) {
        return failure.attempts().isEmpty()
                && failure.answer()
                        .map(answer -> policy.statuses().contains(answer.status()))
                        .orElseGet(() -> mayPassUnanswered(failure));
    }

    private static boolean mayPassUnanswered(ImagesException failure) {
        return failure instanceof RegistryUnavailableException unavailable
                ? unavailable.mayPass()
                : failure instanceof RateLimitedException;
    }

    /** How long to wait; empty if the registry wants more patience than there is. */
    Optional<Duration> delay(ImagesException failure, int attempt) {
        var asked = retryAt(failure).map(moment -> Duration.between(time.now(), moment));
        if (asked.filter(wait -> wait.compareTo(policy.maxRetryAfter()) > 0).isPresent()) {
            return Optional.empty();
        }
        var own = jittered(backoff(attempt));
        return Optional.of(asked.filter(wait -> !wait.isNegative())
                .map(wait -> wait.plus(jittered(policy.firstDelay())))
                .filter(wait -> wait.compareTo(own) > 0)
                .orElse(own));
    }

    private static Optional<Instant> retryAt(ImagesException failure) {
        if (failure instanceof RateLimitedException limited) {
            return limited.retryAt();
        }
        return failure instanceof RegistryUnavailableException unavailable ? unavailable.retryAt() : Optional.empty();
    }

    private Duration backoff(int attempt) {
        var delay = policy.firstDelay();
        for (var i = 1; i < attempt && delay.compareTo(policy.maxDelay()) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(policy.maxDelay()) < 0 ? delay : policy.maxDelay();
    }

    /** Between a half and the whole. */
    private Duration jittered(Duration delay) {
        return Duration.ofNanos((long) (delay.toNanos() * (0.5 + random.getAsDouble() / 2)));
    }
}
