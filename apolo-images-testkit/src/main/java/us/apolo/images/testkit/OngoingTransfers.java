package us.apolo.images.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import us.apolo.images.OperationCancelledException;

/** What a store is doing, so that to close it ends that. Thread-safe. */
final class OngoingTransfers {
    /** No monitor: an interrupt is held back by it, and what an interrupt sets off may be anybody's. */
    private final ReentrantLock lock = new ReentrantLock();

    /** How many transfers a thread has under way: a consumer may well start another one. */
    private final Map<Thread, Integer> threads = new HashMap<>();

    /** Those that {@link #close} has interrupted, and nobody else before. */
    private final Set<Thread> interrupted = new HashSet<>();

    private boolean closed;

    void requireOpen() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The local store is closed");
            }
        } finally {
            lock.unlock();
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

    private void begin() {
        lock.lock();
        try {
            requireOpen();
            threads.merge(Thread.currentThread(), 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    private boolean wasClosed() {
        lock.lock();
        try {
            return interrupted.contains(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /** Takes the interrupt back with which closing has ended the work. */
    private void end() {
        lock.lock();
        try {
            var left = threads.merge(Thread.currentThread(), -1, Integer::sum);
            if (left == 0) {
                threads.remove(Thread.currentThread());
                if (interrupted.remove(Thread.currentThread())) {
                    Thread.interrupted();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static OperationCancelledException closed(OperationCancelledException cause) {
        return new OperationCancelledException(
                "The transfer was ended, since the local store was closed",
                OperationCancelledException.Reason.CLOSED,
                cause);
    }

    void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                interruptAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void interruptAll() {
        for (var thread : threads.keySet()) {
            if (!thread.isInterrupted()) {
                interrupted.add(thread);
                thread.interrupt();
            }
        }
    }
}
