package us.apolo.images.core;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.core.operation.Observation;

/**
 * The operations under way. Closing interrupts their threads, since an interrupt is what every port ends on at once,
 * and waits until they have cleaned up. An operation that takes too long is interrupted in the same way. The interrupts are taken back when the operations end, so that a caller's
 * thread is left as it was.
 *
 * <p>A thread has one operation at a time: what a listener asks for belongs to the operation that it listens to.
 */
final class Operations {
    private static final System.Logger LOG = System.getLogger(Operations.class.getName());

    private final Map<Thread, Operation> running = new ConcurrentHashMap<>();
    private final Runnable release;
    private final TimeLimit timeLimit;
    private final ReentrantLock releasing = new ReentrantLock();
    private volatile boolean closed;
    private volatile boolean closedFromWithin;
    private boolean released;

    /**
     * Makes the place for operations.
     *
     * @param release frees what they work with; runs once, when this is closed and they have ended
     * @param timeLimit ends each of them
     */
    Operations(Runnable release, TimeLimit timeLimit) {
        this.release = release;
        this.timeLimit = timeLimit;
    }

    /**
     * Runs an operation on this thread.
     *
     * @param observation is told if the time is up
     * @param work the operation
     * @throws IllegalStateException if this is closed
     * @throws OperationCancelledException if the thread is interrupted before, this is closed meanwhile, or the time is
     *     up
     */
    <T> T run(Observation observation, Supplier<T> work) {
        var mine = new Operation(Thread.currentThread());
        var outer = running.putIfAbsent(mine.thread, mine);
        return outer == null ? runLimited(observation, work, mine) : attempt(observation, work, outer);
    }

    private <T> T runLimited(Observation observation, Supplier<T> work, Operation operation) {
        var stopCounting = timeLimit.start(() -> {
            observation.timeIsUp();
            operation.cancel(Reason.TIME_LIMIT);
        });
        try {
            return attempt(observation, work, operation);
        } finally {
            stopCounting.run();
            end(operation);
        }
    }

    private <T> T attempt(Observation observation, Supplier<T> work, Operation operation) {
        try {
            requireOpen();
            requireNotInterrupted(observation);
            return work.get();
        } catch (OperationCancelledException e) {
            var reason = operation.cancelled;
            throw reason == null || reason == e.reason() ? e : cancelled(observation.name(), reason, e);
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("These Images are closed");
        }
    }

    private static void requireNotInterrupted(Observation observation) {
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("Interrupted before " + observation.name(), Reason.INTERRUPTED, null);
        }
    }

    private OperationCancelledException cancelled(String name, Reason reason, OperationCancelledException cause) {
        var message = reason == Reason.CLOSED
                ? "The Images were closed in the middle of " + name
                : "In the middle of " + name + ", " + timeLimit
                        + " was over; ApoloImages.builder().timeLimit(duration) sets it";
        var error = new OperationCancelledException(message, reason, cause);
        error.noteAttempts(cause.attempts());
        return error;
    }

    private void end(Operation operation) {
        operation.end();
        running.remove(operation.thread);
        operation.ended.countDown();
        if (closedFromWithin && running.isEmpty()) {
            releaseAtEnd();
        }
    }

    /** What goes wrong here must not take the place of what came of the operation. */
    private void releaseAtEnd() {
        try {
            releaseOnce();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Something could not be closed", e);
        }
    }

    /** Another thread that closes as well waits here until it is done. */
    private void releaseOnce() {
        releasing.lock();
        try {
            if (!released) {
                released = true;
                timeLimit.close();
                release.run();
            }
        } finally {
            releasing.unlock();
        }
    }

    /**
     * Ends everything that is under way, and frees what it works with. From inside an operation, where a listener may
     * call this, it returns at once, and the last operation to end does the freeing.
     *
     * @param patience how long to wait for operations to clean up
     */
    void close(Duration patience) {
        closed = true;
        running.values().forEach(operation -> operation.cancel(Reason.CLOSED));
        if (running.containsKey(Thread.currentThread())) {
            closedFromWithin = true;
            return;
        }
        if (!awaitEnd(patience)) {
            LOG.log(System.Logger.Level.WARNING, "An operation did not end within {0} of closing", patience);
        }
        releaseOnce();
    }

    /** Waits even if this thread is interrupted: what is cleaned up meanwhile needs what is freed afterwards. */
    private boolean awaitEnd(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var interrupted = false;
        try {
            while (true) {
                try {
                    return hasEnded(deadline);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean hasEnded(long deadline) throws InterruptedException {
        for (var operation : running.values()) {
            if (!operation.ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }

    private static final class Operation {
        private final Thread thread;
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile @Nullable Reason cancelled;

        /** No monitor: what an interrupt sets off may be an adapter's. */
        private final ReentrantLock interrupting = new ReentrantLock();

        private boolean over;

        Operation(Thread thread) {
            this.thread = thread;
        }

        /** An interrupt that is there already is not this one's to take back. */
        void cancel(Reason reason) {
            interrupting.lock();
            try {
                if (!over && !thread.isInterrupted()) {
                    cancelled = Objects.requireNonNullElse(cancelled, reason);
                    thread.interrupt();
                }
            } finally {
                interrupting.unlock();
            }
        }

        void end() {
            interrupting.lock();
            try {
                over = true;
                if (cancelled != null) {
                    // Takes back the interrupt of cancel(); the caller's thread never asked for one.
                    var unused = Thread.interrupted();
                }
            } finally {
                interrupting.unlock();
            }
        }
    }
}
