package us.apolo.images.core;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import us.apolo.images.Digest;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.StoredImage;

/**
 * Names that images get in a local store only while they are transferred. Afterwards a name is what it was before: gone,
 * or on the image that had it. One name serves one transfer at a time.
 *
 * <p>A name that cannot be put back, since the engine has gone away, is remembered and put back at the next chance.
 */
final class TemporaryNames {
    private static final System.Logger LOG = System.getLogger(TemporaryNames.class.getName());

    private final LocalDockerPort store;
    private final Map<LocalImage, Lock> locks = new ConcurrentHashMap<>();
    private final Map<LocalImage, Optional<Digest>> leftovers = new ConcurrentHashMap<>();

    TemporaryNames(LocalDockerPort store) {
        this.store = store;
    }

    /**
     * Does work that may change a name, and puts the name back.
     *
     * @param name the name
     * @param wanted a name that stays if the work succeeds, even if it is the same
     * @param work gets what had the name before
     */
    <T> T with(LocalImage name, LocalImage wanted, Function<Optional<StoredImage>, T> work) {
        putBackLeftovers();
        lock(name);
        try {
            var before = store.inspect(name);
            var keep = false;
            try {
                var result = work.apply(before);
                keep = name.equals(wanted);
                return result;
            } finally {
                if (!keep) {
                    putBack(name, before.map(StoredImage::id));
                }
            }
        } finally {
            unlock(name);
        }
    }

    private void lock(LocalImage name) {
        var lock = locks.compute(name, (key, known) -> known == null ? new Lock() : known.oneMore());
        try {
            lock.mutex.lockInterruptibly();
        } catch (InterruptedException e) {
            locks.compute(name, (key, known) -> known == null ? null : known.oneLess());
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    "Interrupted while another transfer had the name " + name, Reason.INTERRUPTED, e);
        }
    }

    private void unlock(LocalImage name) {
        locks.compute(name, (key, lock) -> {
            if (lock == null) {
                throw new IllegalStateException("Not locked: " + name);
            }
            lock.mutex.unlock();
            return lock.oneLess();
        });
    }

    /** Puts back what could not be put back before. */
    void putBackLeftovers() {
        leftovers.forEach((name, before) -> {
            if (leftovers.remove(name, before)) {
                putBack(name, before);
            }
        });
    }

    /** Works with the interrupt flag down, since the clean-up of an interrupted transfer is still to be done. */
    private void putBack(LocalImage name, Optional<Digest> before) {
        var interrupted = Thread.interrupted();
        try {
            restore(name, before);
        } catch (ImagesException | IllegalStateException e) {
            leftovers.put(name, before);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The local store still has the name " + name + " of a transfer; the next transfer or the closing"
                            + " will try again to put it back",
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void restore(LocalImage name, Optional<Digest> before) {
        var now = store.inspect(name).map(StoredImage::id);
        if (now.equals(before)) {
            return;
        }
        if (before.isPresent()) {
            store.tag(before.get(), name);
        } else {
            store.untag(name);
        }
    }

    /** A mutex and how many hold or want it. Changed only inside {@code locks.compute}. */
    private static final class Lock {
        private final ReentrantLock mutex = new ReentrantLock();
        private int users = 1;

        Lock oneMore() {
            users++;
            return this;
        }

        @org.jspecify.annotations.Nullable Lock oneLess() {
            users--;
            return users == 0 ? null : this;
        }
    }
}
