package us.apolo.images.core.operation;

import java.time.Duration;
import java.time.Instant;

/** The time, and the waiting for it; a test has its own. */
public interface Time {
    /**
     * What a registry means by a moment.
     *
     * @return the time of day
     */
    Instant now();

    /**
     * What durations are measured by.
     *
     * @return nanoseconds that only grow
     */
    long nanos();

    /**
     * Waits.
     *
     * @param duration how long
     * @throws InterruptedException if the thread is interrupted before or meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * The time of this machine.
     *
     * @return always the same
     */
    static Time system() {
        return SystemTime.INSTANCE;
    }
}
