package us.apolo.images.testkit.contract;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Work on many threads at once. */
final class Parallel {
    private static final int LIMIT_SECONDS = 120;

    private Parallel() {}

    /** Does the same on a number of threads, and fails if one of them does. */
    static void run(int threads, Callable<Integer> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            for (var one : pool.invokeAll(Collections.nCopies(threads, work), LIMIT_SECONDS, TimeUnit.SECONDS)) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Takes a while, so that others come meanwhile. */
    static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
