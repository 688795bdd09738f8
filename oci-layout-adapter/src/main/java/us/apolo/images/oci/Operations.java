package us.apolo.images.oci;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a store is doing, so that to close it ends that, and frees what it works with when the last of it has ended. */
final class Operations {
    private final Runnable free;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<TransferThreads> transfers = new HashSet<>();
    private int underWay;
    private boolean closed;

    /**
     * Makes a store's operations.
     *
     * @param free is run once, when the store is closed and nothing is under way any more
     */
    Operations(Runnable free) {
        this.free = free;
    }

    /**
     * Does something.
     *
     * @throws IllegalStateException if the store is closed
     */
    <T> T run(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            end();
        }
    }

    private void begin() {
        lock.lock();
        try {
            requireOpen();
            underWay++;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The local store is closed");
        }
    }

    private void end() {
        boolean last;
        lock.lock();
        try {
            underWay--;
            last = closed && underWay == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            free.run();
        }
    }

    /** Does a transfer on threads of its own, as a part of what is done already. */
    <T> T transfer(String operation, int limit, Function<TransferThreads, T> transfer) {
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
            transfers.add(threads);
        } finally {
            lock.unlock();
        }
    }

    private void remove(TransferThreads threads) {
        lock.lock();
        try {
            transfers.remove(threads);
        } finally {
            lock.unlock();
        }
    }

    /** Ends all transfers and lets nothing begin. To close twice does nothing. */
    void close() {
        boolean idle;
        lock.lock();
        try {
            idle = !closed && underWay == 0;
            closed = true;
            transfers.forEach(TransferThreads::cancel);
        } finally {
            lock.unlock();
        }
        if (idle) {
            free.run();
        }
    }
}
