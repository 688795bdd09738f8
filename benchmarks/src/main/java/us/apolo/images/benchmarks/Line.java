package us.apolo.images.benchmarks;

import java.time.Duration;

/** One direction of a line that many connections share: how late and how fast what is sent arrives. */
final class Line {
    private static final long NANOS = 1_000_000_000;

    private final long delayNanos;
    private final long bytesPerSecond;
    private long freeAt = System.nanoTime();

    /**
     * Makes a line.
     *
     * @param delay how late what is sent arrives
     * @param bytesPerSecond how much arrives; zero for as much as is sent
     */
    Line(Duration delay, long bytesPerSecond) {
        delayNanos = delay.toNanos();
        this.bytesPerSecond = bytesPerSecond;
    }

    /** When something that is sent now has arrived, by {@link System#nanoTime}. */
    long arrival(int bytes) {
        return sent(bytes) + delayNanos;
    }

    private synchronized long sent(int bytes) {
        var now = System.nanoTime();
        if (bytesPerSecond == 0) {
            return now;
        }
        freeAt = Math.max(freeAt, now) + bytes * NANOS / bytesPerSecond;
        return freeAt;
    }
}
