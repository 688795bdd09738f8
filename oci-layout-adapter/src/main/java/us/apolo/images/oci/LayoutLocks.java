package us.apolo.images.oci;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;

/** The locks of one layout as those who work with it need them. Their file is made when something is first changed. */
final class LayoutLocks {
    private final LayoutFolder folder;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable FolderLocks open;

    LayoutLocks(LayoutFolder folder) {
        this.folder = folder;
    }

    private FolderLocks open() {
        opening.lock();
        try {
            var locks = open;
            if (locks == null) {
                locks = folder.files("open the file for locks", () -> FolderLocks.of(folder.lockFile()));
                open = locks;
            }
            return locks;
        } finally {
            opening.unlock();
        }
    }

    /** Lets go of the locks. */
    void close() {
        opening.lock();
        try {
            var locks = open;
            open = null;
            if (locks != null) {
                folder.files("let go of the locks", () -> {
                    locks.release();
                    return locks;
                });
            }
        } finally {
            opening.unlock();
        }
    }

    /** Does something as the only one who changes the index. */
    <T> T changing(Supplier<T> work) {
        return holding(open()::index, work);
    }

    /** Does something with one blob as the only one who fetches it. */
    <T> T fetching(Digest blob, Supplier<T> work) {
        var locks = open();
        return holding(() -> locks.fetch(blob), work);
    }

    private <T> T holding(FolderFiles.Work<FolderLocks.Held> lock, Supplier<T> work) {
        var held = folder.files("take a lock", lock);
        try {
            return work.get();
        } finally {
            folder.files("let go of a lock", () -> {
                held.close();
                return held;
            });
        }
    }

    /** Begins to work with blobs: what is added to it nobody deletes until it is closed. */
    BlobUse use() {
        return new BlobUse(folder, this::open);
    }

    /**
     * Wants a blob for itself, to delete it.
     *
     * @return empty if it is in use
     */
    Optional<FolderLocks.Held> claim(Digest blob) {
        return folder.files("take a lock", () -> open().claim(blob));
    }
}
