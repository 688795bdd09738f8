package us.apolo.images.transport.apache;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import us.apolo.images.port.InterruptibleWork;

/** The clock of a transport: ends what takes too long and would not end by itself. */
final class TimeLimits {
    private final ScheduledThreadPoolExecutor clock;

    TimeLimits() {
        clock = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "apolo-images-apache-limits");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    /**
     * Does blocking work, and breaks it off when its time is over.
     *
     * @param limit how long it may take
     * @param what says what did not happen, for the message
     * @param breakOff makes the work fail; must not wait
     * @throws SocketTimeoutException if the time was over
     */
    <T> T within(Duration limit, String what, Runnable breakOff, InterruptibleWork.Work<T> work) throws IOException {
        var expired = new AtomicBoolean();
        var alarm = schedule(limit, () -> {
            expired.set(true);
            breakOff.run();
        });
        try {
            var result = work.run();
            if (expired.get()) {
                throw new SocketTimeoutException(what + " within " + limit);
            }
            return result;
        } catch (IOException | RuntimeException e) {
            if (expired.get()) {
                throw timeout(what, limit, e);
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private static SocketTimeoutException timeout(String what, Duration limit, Exception cause) {
        if (cause instanceof SocketTimeoutException timeout) {
            return timeout;
        }
        var failure = new SocketTimeoutException(what + " within " + limit);
        failure.initCause(cause);
        return failure;
    }

    private Future<?> schedule(Duration delay, Runnable task) throws IOException {
        try {
            return clock.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            throw new IOException("The transport was closed", e);
        }
    }

    /** Does something later, unless this is closed before. */
    void later(Duration delay, Runnable task) {
        try {
            var unused = schedule(delay, task);
        } catch (IOException e) {
            // Closed: there is nothing left to do later.
            return;
        }
    }

    void close() {
        clock.shutdownNow();
    }
}
