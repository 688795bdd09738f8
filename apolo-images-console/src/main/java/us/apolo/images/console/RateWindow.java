package us.apolo.images.console;

import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** How fast a count of bytes grows, over the last few seconds. */
final class RateWindow {
    private static final long SPAN = TimeUnit.SECONDS.toNanos(4);
    private static final long SAMPLE_GAP = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LEAST_SPAN = TimeUnit.MILLISECONDS.toNanos(500);

    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private long latest;

    private record Sample(long nanoTime, long bytes) {}

    void record(long nanoTime, long bytes) {
        if (bytes < latest) {
            // It starts over, after a failure for example.
            samples.clear();
        }
        latest = bytes;
        var last = samples.peekLast();
        if (last == null || nanoTime - last.nanoTime() >= SAMPLE_GAP) {
            samples.addLast(new Sample(nanoTime, bytes));
        }
        forgetBefore(nanoTime - SPAN);
    }

    /** Bytes per second; empty until there is enough to tell. */
    OptionalLong perSecond(long nanoTime) {
        forgetBefore(nanoTime - SPAN);
        var first = samples.peekFirst();
        if (first == null || nanoTime - first.nanoTime() < LEAST_SPAN) {
            return OptionalLong.empty();
        }
        var seconds = (nanoTime - first.nanoTime()) / (double) TimeUnit.SECONDS.toNanos(1);
        return OptionalLong.of((long) ((latest - first.bytes()) / seconds));
    }

    private void forgetBefore(long nanoTime) {
        while (samples.size() > 1 && samples.getFirst().nanoTime() - nanoTime < 0) {
            samples.removeFirst();
        }
    }
}
