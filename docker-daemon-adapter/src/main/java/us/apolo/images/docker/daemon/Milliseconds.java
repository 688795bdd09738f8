package us.apolo.images.docker.daemon;

import java.time.Duration;

/** Durations for interfaces that count in milliseconds and take zero for no limit. */
final class Milliseconds {
    private Milliseconds() {}

    /** Rounds up, so that only zero gives zero, and cuts what is too long to be counted. */
    static int of(Duration duration) {
        if (duration.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) >= 0) {
            return Integer.MAX_VALUE;
        }
        return Math.toIntExact(duration.plusNanos(999_999).toMillis());
    }
}
