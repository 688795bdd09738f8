package us.apolo.images.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
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

    /**
     * When to look after a call was given up: an engine may still do what it had been asked for. Not at once, since an
     * engine that ends a push after all keeps the image's digest in a repository that has no name any more.
     */
    private static final List<Duration> LATER =
            List.of(Duration.ofMillis(300), Duration.ofMillis(150), Duration.ofMillis(50));

    private static final List<Duration> NOW = List.of(Duration.ZERO);

    private final LocalDockerPort store;
    private final NameLocks locks = new NameLocks();
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
        locks.lock(name);
        try {
            return withLocked(name, name.equals(wanted), work);
        } finally {
            locks.unlock(name);
        }
    }

    private <T> T withLocked(LocalImage name, boolean wanted, Function<Optional<StoredImage>, T> work) {
        var before = store.inspect(name);
        var keep = false;
        var looks = NOW;
        try {
            var result = work.apply(before);
            keep = wanted;
            return result;
        } catch (OperationCancelledException e) {
            looks = LATER;
            throw e;
        } finally {
            if (keep) {
                leftovers.remove(name);
            } else {
                putBack(name, before.map(StoredImage::id), looks);
            }
        }
    }

    /** What goes wrong here must not take the place of what came of the transfer. */
    private void putBack(LocalImage name, Optional<Digest> before, List<Duration> looks) {
        try {
            looks.forEach(pause -> restoreLater(name, before, pause));
        } catch (RuntimeException e) {
            // If there is one already, it knows what had the name before the transfers began to fail.
            leftovers.putIfAbsent(name, before);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The local store still has the name " + name + " of a transfer; the next transfer or the closing"
                            + " will try again to put it back",
                    e);
        }
    }

    /** Puts back what could not be put back before, except for names that are in use. */
    private void putBackLeftovers() {
        for (var name : leftovers.keySet()) {
            if (locks.lockIfFree(name)) {
                try {
                    putBackLeftover(name);
                } finally {
                    locks.unlock(name);
                }
            }
        }
    }

    private void putBackLeftover(LocalImage name) {
        var before = leftovers.get(name);
        if (before == null) {
            return;
        }
        try {
            restore(name, before);
            leftovers.remove(name);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The name " + name + " of a transfer still cannot be put back", e);
        }
    }

    /**
     * Works with the interrupt flag down, since the clean-up of an interrupted transfer is still to be done, and once
     * more if the interrupt comes in the middle of it.
     */
    private void restore(LocalImage name, Optional<Digest> before) {
        var interrupted = Thread.interrupted();
        try {
            restoreInterruptibly(name, before);
        } catch (OperationCancelledException e) {
            interrupted |= Thread.interrupted();
            restoreInterruptibly(name, before);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Does so after a pause, which an interrupt cuts short and is not lost by. */
    private void restoreLater(LocalImage name, Optional<Digest> before, Duration pause) {
        var interrupted = Thread.interrupted();
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            restore(name, before);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void restoreInterruptibly(LocalImage name, Optional<Digest> before) {
        var now = store.inspect(name).map(StoredImage::id);
        if (now.equals(before)) {
            return;
        }
        // Taken away first in any case: an engine that only moves the name keeps the digest that the transfer gave the
        // image in the name's repository.
        store.untag(name);
        before.ifPresent(image -> store.tag(image, name));
    }

    /** Puts back what is left to be put back. */
    void close() {
        putBackLeftovers();
        if (!leftovers.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Names of transfers stay in the local store, since it does not let go of them: {0}",
                    leftovers.keySet());
        }
    }
}
