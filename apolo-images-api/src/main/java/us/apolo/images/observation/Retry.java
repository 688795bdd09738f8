package us.apolo.images.observation;

import java.time.Duration;
import java.util.Objects;
import us.apolo.images.ImagesException;

/**
 * Something that is done again after a failure that may pass.
 *
 * @param name what is done again, one name of few: a call such as {@code GET manifest}, or {@code push} and
 *     {@code pull} for the work of the local store
 * @param registry the authority of the registry, for example {@code registry.example.org}
 * @param attempt how often it has been tried by now: one at the first retry
 * @param failure what came of the last attempt
 * @param delay how long until the next one
 */
public record Retry(String name, String registry, int attempt, ImagesException failure, Duration delay) {
    /**
     * Checks that nothing is null.
     *
     * @param name what is done again, one name of few: a call such as {@code GET manifest}, or {@code push} and {@code
     *     pull} for the work of the local store
     * @param registry the authority of the registry, for example {@code registry.example.org}
     * @param attempt how often it has been tried by now: one at the first retry
     * @param failure what came of the last attempt
     * @param delay how long until the next one
     */
    public Retry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(delay, "delay");
    }
}
