package us.apolo.images.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import us.apolo.images.OperationCancelledException;

/** What a store is doing, so that to close it ends that. Thread-safe. */
final class OngoingTransfers {
    /** How many transfers a thread has under way: a consumer may well start another one. */
    private final Map<Thread, Integer> threads = new HashMap<>();

    /** Those that {@link #close} has interrupted, and nobody else before. */
    private final Set<Thread> interrupted = new HashSet<>();

    private boolean closed;

    synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The local store is closed");
        }
    }

    <T> T run(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } catch (OperationCancelledException e) {
            throw wasClosed() ? closed(e) : e;
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        requireOpen();
        threads.merge(Thread.currentThread(), 1, Integer::sum);
    }

    private synchronized boolean wasClosed() {
        return interrupted.contains(Thread.currentThread());
    }

    /** Takes the interrupt back with which closing has ended the work. */
    private synchronized void end() {
        var left = threads.merge(Thread.currentThread(), -1, Integer::sum);
        if (left == 0) {
            threads.remove(Thread.currentThread());
            if (interrupted.remove(Thread.currentThread())) {
                Thread.interrupted();
            }
        }
    }

    private static OperationCancelledException closed(OperationCancelledException cause) {
        return new OperationCancelledException(
                "The transfer was ended, since the local store was closed",
                OperationCancelledException.Reason.CLOSED,
                cause);
    }

    synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (var thread : threads.keySet()) {
            if (!thread.isInterrupted()) {
                interrupted.add(thread);
                thread.interrupt();
            }
        }
    }
}
