package us.apolo.images.fuzzing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * Looks at what large inputs cost: four times the input may cost somewhat more than four times the time of this thread,
 * and not sixteen times. It is to be run in a small heap, which the largest inputs then have to do with.
 */
final class Growth {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<Integer> SIZES = List.of(4 << 10, 16 << 10, 64 << 10, 256 << 10);
    private static final long NOTABLE_NANOS = 50_000_000;
    private static final double MOST_RATIO = 10;
    private static final int MEASUREMENTS = 5;
    private static final int LARGEST_EVERY = 10;

    private final FuzzTarget target;
    private final Mutations mutations;

    Growth(FuzzTarget target, long seed) {
        this.target = target;
        this.mutations = new Mutations(target.seeds(), target.words(), seed);
    }

    void run(int count) {
        for (var i = 0; i < count; i++) {
            var repetition = mutations.repetition();
            try {
                check(repetition);
                if (i % LARGEST_EVERY == 0) {
                    target.feed(new FuzzInput(repetition.ofSize(target.largest())));
                }
            } catch (Throwable e) {
                throw new AssertionError("This is not dealt with: " + repetition, e);
            }
        }
    }

    private void check(Repetition repetition) throws Exception {
        var before = nanos(repetition.ofSize(SIZES.get(0)));
        for (var size : SIZES.subList(1, SIZES.size())) {
            var now = nanos(repetition.ofSize(size));
            if (isTooMuch(before, now)) {
                // Compilers and collectors have their moments, so the best of several counts.
                before = best(repetition.ofSize(size / 4));
                now = best(repetition.ofSize(size));
            }
            if (isTooMuch(before, now)) {
                throw new AssertionError("An input of %d bytes takes %d ms, one of four times the size %d ms"
                        .formatted(size / 4, before / 1_000_000, now / 1_000_000));
            }
            before = now;
        }
    }

    private static boolean isTooMuch(long before, long now) {
        return now > NOTABLE_NANOS && now > MOST_RATIO * before;
    }

    private long best(byte[] bytes) throws Exception {
        var best = Long.MAX_VALUE;
        for (var i = 0; i < MEASUREMENTS; i++) {
            best = Math.min(best, nanos(bytes));
        }
        return best;
    }

    private long nanos(byte[] bytes) throws Exception {
        var input = new FuzzInput(bytes);
        var start = THREADS.getCurrentThreadCpuTime();
        target.feed(input);
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
