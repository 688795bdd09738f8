package us.apolo.images.oci;

import java.io.IOException;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;

/**
 * The blobs that somebody works with, which nobody deletes until it is closed. It may be closed while another thread still
 * adds to it, whose work is given up: what is added then is let go at once.
 */
final class BlobUse implements AutoCloseable {
    private final LayoutFolder folder;
    private final Supplier<FolderLocks> locks;
    private final Deque<FolderLocks.Held> held = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * Begins to work with blobs of a folder.
     *
     * @param locks asked when the first blob is added
     */
    BlobUse(LayoutFolder folder, Supplier<FolderLocks> locks) {
        this.folder = folder;
        this.locks = locks;
    }

    /** Adds blobs, whether they are there yet or not. */
    void add(Collection<Digest> blobs) {
        if (folder.isReadOnly()) {
            // There nobody deletes anything, and no lock can be had.
            return;
        }
        var locks = this.locks.get();
        folder.files("take a lock", () -> {
            for (var blob : blobs) {
                held.push(locks.use(blob));
            }
            return held;
        });
        if (closed) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        folder.files("let go of a lock", () -> {
            IOException failure = null;
            for (var next = held.poll(); next != null; next = held.poll()) {
                failure = release(next, failure);
            }
            if (failure != null) {
                throw failure;
            }
            return held;
        });
    }

    private static @Nullable IOException release(FolderLocks.Held one, @Nullable IOException before) {
        try {
            one.close();
            return before;
        } catch (IOException e) {
            return before == null ? e : before;
        }
    }
}
