package us.apolo.images;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * One of several attempts at the same thing, and what it got.
 *
 * @param status the status of the registry's answer; zero if there was none
 * @param outcome what it got in few words: the status, or for example {@code Connection reset}
 * @param elapsed how long after the beginning of the first attempt this one ended
 */
public record Attempt(int status, String outcome, Duration elapsed) implements Serializable {
    private static final int MAX_OUTCOME = 100;

    /**
     * Cuts what is too long for a list, and makes it one line.
     *
     * @param status the status of the registry's answer; zero if there was none
     * @param outcome what it got in few words: the status, or for example {@code Connection reset}
     * @param elapsed how long after the beginning of the first attempt this one ended
     */
    public Attempt {
        Objects.requireNonNull(elapsed, "elapsed");
        outcome = PrintableText.of(outcome.strip(), MAX_OUTCOME);
    }

    /** What it got. */
    @Override
    public String toString() {
        return outcome;
    }
}
