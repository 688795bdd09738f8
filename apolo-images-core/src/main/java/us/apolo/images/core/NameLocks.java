package us.apolo.images.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** A mutex for each name, there as long as somebody holds or wants it. */
final class NameLocks {
    private final Map<LocalImage, Lock> locks = new ConcurrentHashMap<>();

    /**
     * Waits for the name. A thread that has it may take it again.
     *
     * @throws OperationCancelledException if the thread is interrupted
     */
    void lock(LocalImage name) {
        try {
            wanted(name).lockInterruptibly();
        } catch (InterruptedException e) {
            unwanted(name);
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    "Interrupted while another transfer had the name " + name, Reason.INTERRUPTED, e);
        }
    }

    /** Takes the name if nobody has it, this thread included. */
    boolean lockIfFree(LocalImage name) {
        var mutex = wanted(name);
        var locked = !mutex.isHeldByCurrentThread() && mutex.tryLock();
        if (!locked) {
            unwanted(name);
        }
        return locked;
    }

    void unlock(LocalImage name) {
        locks.computeIfPresent(name, (key, lock) -> {
            lock.mutex.unlock();
            return lock.oneLess();
        });
    }

    private ReentrantLock wanted(LocalImage name) {
        return locks.compute(name, (key, known) -> known == null ? new Lock() : known.oneMore()).mutex;
    }

    private void unwanted(LocalImage name) {
        locks.computeIfPresent(name, (key, lock) -> lock.oneLess());
    }

    /** A mutex and how many hold or want it. Changed only inside {@code compute}. */
    private static final class Lock {
        private final ReentrantLock mutex = new ReentrantLock();
        private int users = 1;

        Lock oneMore() {
            users++;
            return this;
        }

        @Nullable Lock oneLess() {
            users--;
            return users == 0 ? null : this;
        }
    }
}
