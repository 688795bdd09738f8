package us.apolo.images.login;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import us.apolo.images.OperationCancelledException;

/**
 * Has one thread of one process at a time renew the token of a login. It saves requests, and nothing depends on it: who
 * cannot have it, because the folder cannot be written or somebody holds it for too long, goes on without it, and the
 * last one who renews wins.
 *
 * <p>The file stays when it is let go; the system lets go of it when a process dies.
 */
final class RenewalLock {
    private static final System.Logger LOG = System.getLogger(RenewalLock.class.getName());
    private static final Map<Path, ReentrantLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();
    private static final int POLL_MILLISECONDS = 20;

    private final Path file;
    private final Duration patience;

    /**
     * Names the lock.
     *
     * @param file what is locked; made if it is not there
     * @param patience how long it is waited for
     */
    RenewalLock(Path file, Duration patience) {
        this.file = file.toAbsolutePath().normalize();
        this.patience = patience;
    }

    /**
     * Works while nobody else does.
     *
     * @throws OperationCancelledException if the thread is interrupted while it waits; its flag stays set
     */
    <T> T during(Supplier<T> work) {
        var end = System.nanoTime() + patience.toNanos();
        var threads = OF_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
        var isAlone = false;
        try {
            isAlone = threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (!isAlone) {
                return work.get();
            }
            // To close a file lets go of all locks that the process has in it, so that one thread alone may have it
            // open.
            return amongProcesses(work, end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    "Interrupted while somebody else renews the login's token",
                    OperationCancelledException.Reason.INTERRUPTED,
                    e);
        } finally {
            if (isAlone) {
                threads.unlock();
            }
        }
    }

    private <T> T amongProcesses(Supplier<T> work, long end) throws InterruptedException {
        var channel = open();
        try {
            if (channel.isPresent()) {
                await(channel.get(), end);
            }
            return work.get();
        } finally {
            channel.ifPresent(this::close);
        }
    }

    private Optional<FileChannel> open() {
        try {
            return Optional.of(
                    FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownersAlone()));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The login''s token is renewed without the lock {0}: {1}", file, e);
            return Optional.empty();
        }
    }

    private FileAttribute<?>[] ownersAlone() {
        return Files.exists(file)
                        || !file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                };
    }

    private void await(FileChannel channel, long end) throws InterruptedException {
        while (!isLocked(channel)) {
            if (System.nanoTime() - end >= 0) {
                LOG.log(Level.WARNING, "Somebody holds the lock {0} for longer than {1}", file, patience);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
        }
    }

    /** Where the disk has no locks, there is nothing to wait for. */
    private boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another class loader of this process has it.
            return false;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The file {0} cannot be locked: {1}", file, e);
            return true;
        }
    }

    private void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The lock {0} is not let go: {1}", file, e);
        }
    }
}
