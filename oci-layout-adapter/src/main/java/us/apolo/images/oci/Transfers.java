package us.apolo.images.oci;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** What a store is doing, so that to close it ends that. */
final class Transfers {
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<TransferThreads> open = new HashSet<>();
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

    /** Does a transfer on threads of its own. */
    <T> T run(String operation, int limit, Function<TransferThreads, T> transfer) {
        try (var threads = new TransferThreads(operation, limit)) {
            add(threads);
            try {
                return transfer.apply(threads);
            } finally {
                remove(threads);
            }
        }
    }

    private void add(TransferThreads threads) {
        lock.lock();
        try {
            requireOpen();
            open.add(threads);
        } finally {
            lock.unlock();
        }
    }

    private void remove(TransferThreads threads) {
        lock.lock();
        try {
            open.remove(threads);
        } finally {
            lock.unlock();
        }
    }

    /** Ends all transfers and lets none begin; true if this was the first time. */
    boolean close() {
        lock.lock();
        try {
            var first = !closed;
            closed = true;
            open.forEach(TransferThreads::cancel);
            return first;
        } finally {
            lock.unlock();
        }
    }
}
