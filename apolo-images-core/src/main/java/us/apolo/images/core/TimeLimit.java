package us.apolo.images.core;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long operations may take. The one thread that watches over it is there only while there are operations. */
final class TimeLimit {
    private static final long IDLE_SECONDS = 10;

    private final @Nullable Duration limit;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, TimeLimit::thread);

    /**
     * Makes a limit.
     *
     * @param limit how long an operation may take; null for as long as it likes
     */
    TimeLimit(@Nullable Duration limit) {
        this.limit = limit;
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "apolo-images-time-limit");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to count.
     *
     * @param end ends the operation; must not block
     * @return stops to count
     */
    Runnable start(Runnable end) {
        if (limit == null) {
            return () -> {};
        }
        try {
            Future<?> ending = timer.schedule(end, limit.toNanos(), TimeUnit.NANOSECONDS);
            return () -> ending.cancel(false);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile, and the operation will notice.
            return () -> {};
        }
    }

    /** The limit for people. */
    @Override
    public String toString() {
        return limit == null ? "no time limit" : "the time limit of " + limit.toMillis() / 1000.0 + " s";
    }

    void close() {
        timer.shutdownNow();
    }
}
