package us.apolo.images.core.operation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import us.apolo.images.Attempt;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.observation.Retry;

/** The attempts at one thing. For one thread. */
public final class Attempts {
    private static final System.Logger LOG = System.getLogger(Attempts.class.getName());

    private final Retries retries;
    private final String name;
    private final String registry;
    private final Observation observation;
    private final long start;
    private final List<Attempt> failed = new ArrayList<>();

    Attempts(Retries retries, String name, String registry, Observation observation) {
        this.retries = retries;
        this.name = name;
        this.registry = registry;
        this.observation = observation;
        this.start = retries.time().nanos();
    }

    /**
     * Tries until it works, or there is no sense in trying again.
     *
     * @param work what to try; gets the number of the attempt, from one
     * @param <T> what comes of it
     * @return what came of it
     */
    public <T> T run(IntFunction<T> work) {
        while (true) {
            try {
                return work.apply(failed.size() + 1);
            } catch (ImagesException e) {
                failed(e);
            }
        }
    }

    /**
     * Takes note of a failed attempt and waits for the next one.
     *
     * @param failure what came of it; it is thrown, with all attempts, if there is no next one
     * @throws OperationCancelledException if the thread is interrupted during the wait; its flag stays set
     */
    public void failed(ImagesException failure) {
        var mayPass = retries.mayPass(failure);
        failed.add(new Attempt(status(failure), outcome(failure), elapsed()));
        if (!mayPass || failed.size() >= retries.maxAttempts()) {
            throw withAttempts(failure, mayPass);
        }
        var delay = retries.delay(failure, failed.size())
                .filter(wait -> elapsed().plus(wait).compareTo(retries.maxDuration()) <= 0)
                .orElseThrow(() -> withAttempts(failure, true));
        tell(failure, delay);
        sleep(delay, failure);
    }

    /**
     * The error of a failure after which nothing is tried any more, although it might pass.
     *
     * @param failure what came of the last attempt
     * @return the same with all attempts, to be thrown
     */
    public ImagesException givenUp(ImagesException failure) {
        failed.add(new Attempt(status(failure), outcome(failure), elapsed()));
        return withAttempts(failure, true);
    }

    /** A failure that was final from the first has no attempts to tell of. */
    private ImagesException withAttempts(ImagesException failure, boolean mayPass) {
        if (failure.attempts().isEmpty() && retries.maxAttempts() > 1 && (mayPass || failed.size() > 1)) {
            failure.noteAttempts(failed);
        }
        return failure;
    }

    private void tell(ImagesException failure, Duration delay) {
        LOG.log(
                System.Logger.Level.INFO,
                "{0} at {1} failed: {2}; attempt {3} of {4} comes in {5}",
                name,
                registry,
                failed.get(failed.size() - 1),
                failed.size() + 1,
                retries.maxAttempts(),
                text(delay));
        observation.retrying(new Retry(name, registry, failed.size(), failure, delay));
    }

    private static String text(Duration delay) {
        return delay.toSeconds() < 1
                ? delay.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", delay.toMillis() / 1000.0);
    }

    private void sleep(Duration delay, ImagesException failure) {
        try {
            retries.time().sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var cancelled = new OperationCancelledException(
                    "Interrupted while " + name + " at " + registry + " waited for its next attempt",
                    Reason.INTERRUPTED,
                    e);
            cancelled.addSuppressed(failure);
            cancelled.noteAttempts(failed);
            throw cancelled;
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(retries.time().nanos() - start);
    }

    private static int status(ImagesException failure) {
        return failure.answer().map(answer -> answer.status()).orElse(0);
    }

    private static String outcome(ImagesException failure) {
        if (failure.answer().isPresent()) {
            return Integer.toString(status(failure));
        }
        if (failure instanceof RateLimitedException) {
            return "too many requests";
        }
        if (failure.getCause() instanceof IOException broken && broken.getMessage() != null) {
            return broken.getMessage();
        }
        return failure instanceof RegistryUnavailableException
                ? "registry unavailable"
                : failure.getClass().getSimpleName();
    }
}
