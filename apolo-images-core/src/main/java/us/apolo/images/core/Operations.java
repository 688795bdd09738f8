package us.apolo.images.core;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/**
 * The operations under way. Closing interrupts their threads, since an interrupt is what every port ends on at once,
 * and waits until they have cleaned up. The interrupts are taken back when the operations end, so that a caller's
 * thread is left as it was.
 */
final class Operations {
    private final Set<Operation> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Runs an operation on this thread.
     *
     * @throws IllegalStateException if this is closed
     * @throws OperationCancelledException if the thread is interrupted before, or this is closed meanwhile
     */
    <T> T run(String name, Supplier<T> work) {
        var operation = new Operation(Thread.currentThread());
        running.add(operation);
        try {
            requireOpen();
            requireNotInterrupted(name);
            return work.get();
        } catch (OperationCancelledException e) {
            throw operation.cancelled ? closedMeanwhile(name, e) : e;
        } finally {
            end(operation);
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("These Images are closed");
        }
    }

    private static void requireNotInterrupted(String name) {
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("Interrupted before " + name, Reason.INTERRUPTED, null);
        }
    }

    private static OperationCancelledException closedMeanwhile(String name, OperationCancelledException cause) {
        return new OperationCancelledException("The Images were closed in the middle of " + name, Reason.CLOSED, cause);
    }

    private void end(Operation operation) {
        running.remove(operation);
        operation.end(running.stream().anyMatch(outer -> outer.thread == operation.thread));
    }

    /**
     * Ends everything that is under way.
     *
     * @param patience how long to wait for it to clean up
     * @return whether all of it has ended
     */
    boolean close(Duration patience) {
        closed = true;
        running.forEach(Operation::cancel);
        var deadline = System.nanoTime() + patience.toNanos();
        var interrupted = false;
        while (!onlyMine() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                interrupted = true;
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return onlyMine();
    }

    /** A listener may close what it listens to: this thread's own operation cannot be waited for. */
    private boolean onlyMine() {
        return running.stream().allMatch(operation -> operation.thread == Thread.currentThread());
    }

    private static final class Operation {
        private final Thread thread;
        private volatile boolean cancelled;
        private boolean ended;

        Operation(Thread thread) {
            this.thread = thread;
        }

        synchronized void cancel() {
            if (!ended) {
                cancelled = true;
                thread.interrupt();
            }
        }

        synchronized void end(boolean nested) {
            ended = true;
            if (cancelled && !nested) {
                // Takes back the interrupt of cancel(); the caller's thread never asked for one.
                var unused = Thread.interrupted();
            }
        }
    }
}
