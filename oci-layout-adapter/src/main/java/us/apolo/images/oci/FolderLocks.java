package us.apolo.images.oci;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;

/**
 * The locks of one folder, between threads and between processes. They are ranges of one file, so that the system lets
 * them go when a process dies.
 *
 * <p>There is one instance for each folder and class loader, with one channel: to close any channel of a file lets go of
 * all locks that the process has in it. Waiting is done by asking again, which an interrupt can end, and which holds no
 * carrier of a virtual thread.
 */
final class FolderLocks {
    private static final Map<Path, FolderLocks> OPEN = new ConcurrentHashMap<>();
    private static final long INDEX = 0;
    private static final long IN_USE = 1L << 61;
    private static final long FETCHED = 1L << 62;
    private static final int MAX_WAIT_MILLISECONDS = 50;

    private final Path file;
    private final FileChannel channel;
    /** Guarded by the map's lock on the file. */
    private int holders;

    private final ReentrantLock index = new ReentrantLock();
    private final ReentrantLock usesLock = new ReentrantLock();
    private final Map<Long, Use> uses = new HashMap<>();

    private FolderLocks(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** A lock that is held until it is closed. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** A blob that transfers of this process work with. */
    private static final class Use {
        private final FileLock lock;
        private int count = 1;

        Use(FileLock lock) {
            this.lock = lock;
        }
    }

    /**
     * The locks of a folder.
     *
     * @param file the file for them, whose folder is there
     * @return the locks, which the caller lets go by {@link #release}
     */
    static FolderLocks of(Path file) throws IOException {
        var key = file.resolveSibling(".").toRealPath().resolve(file.getFileName());
        try {
            return OPEN.compute(key, (path, open) -> {
                var locks = open == null ? open(path) : open;
                locks.holders++;
                return locks;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static FolderLocks open(Path file) {
        try {
            return new FolderLocks(
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of the locks; the last one closes the file. */
    void release() throws IOException {
        var last = new FileChannel[1];
        OPEN.computeIfPresent(file, (path, locks) -> {
            holders--;
            last[0] = holders == 0 ? channel : null;
            return holders == 0 ? null : locks;
        });
        if (last[0] != null) {
            last[0].close();
        }
    }

    /** Waits to be the only one who changes the index. */
    Held index() throws IOException {
        try {
            index.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            var lock = await(INDEX);
            return () -> {
                try {
                    lock.release();
                } finally {
                    index.unlock();
                }
            };
        } catch (IOException | RuntimeException | Error e) {
            index.unlock();
            throw e;
        }
    }

    /** Waits to be the only one who fetches a blob. */
    Held fetch(Digest blob) throws IOException {
        return await(FETCHED + place(blob))::release;
    }

    /** Notes that a blob is in use, so that nobody deletes it meanwhile. */
    Held use(Digest blob) throws IOException {
        var position = IN_USE + place(blob);
        for (var wait = 1; ; wait = pause(wait)) {
            if (tryUse(position)) {
                return () -> endUse(position);
            }
        }
    }

    private boolean tryUse(long position) throws IOException {
        usesLock.lock();
        try {
            var use = uses.get(position);
            if (use != null) {
                use.count++;
                return true;
            }
            var lock = attempt(position, true);
            if (lock == null) {
                return false;
            }
            uses.put(position, new Use(lock));
            return true;
        } finally {
            usesLock.unlock();
        }
    }

    private void endUse(long position) throws IOException {
        usesLock.lock();
        try {
            var use = uses.get(position);
            if (use != null && --use.count == 0) {
                uses.remove(position);
                use.lock.release();
            }
        } finally {
            usesLock.unlock();
        }
    }

    /**
     * Wants a blob for itself, to delete it.
     *
     * @return empty if it is in use
     */
    Optional<Held> claim(Digest blob) throws IOException {
        var position = IN_USE + place(blob);
        usesLock.lock();
        try {
            var lock = uses.containsKey(position) ? null : attempt(position, false);
            return Optional.ofNullable(lock).map(held -> held::release);
        } finally {
            usesLock.unlock();
        }
    }

    /** Two blobs may share a place: then one waits for the other in vain, and nothing else happens. */
    private static long place(Digest blob) {
        return Long.parseUnsignedLong(blob.encoded().substring(0, 15), 16);
    }

    private FileLock await(long position) throws IOException {
        for (var wait = 1; ; wait = pause(wait)) {
            var lock = attempt(position, false);
            if (lock != null) {
                return lock;
            }
        }
    }

    private @Nullable FileLock attempt(long position, boolean shared) throws IOException {
        try {
            return channel.tryLock(position, 1, shared);
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return null;
        }
    }

    private static int pause(int milliseconds) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw interrupted();
        }
        return Math.min(milliseconds * 2, MAX_WAIT_MILLISECONDS);
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("The thread was interrupted");
    }
}
