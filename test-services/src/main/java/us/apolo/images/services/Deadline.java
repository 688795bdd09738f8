package us.apolo.images.services;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A moment until which something is awaited by looking again and again. */
final class Deadline {
    private static final long PAUSE_MILLIS = 20;

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    boolean isOver() {
        return remaining().isNegative();
    }

    Duration remaining() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /**
     * Waits until the condition holds. An interrupt does not end this, since cleaning up has to come to its end; the
     * flag is set again.
     *
     * @return whether it held in time
     */
    boolean await(BooleanSupplier condition) {
        var interrupted = false;
        try {
            while (!condition.getAsBoolean()) {
                if (isOver()) {
                    return false;
                }
                interrupted |= !pause();
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Rests for a moment.
     *
     * @return false if an interrupt ended it; the flag is then cleared
     */
    static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
