package us.apolo.images.oci;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;

/** The blobs that a transfer works with, which nobody deletes until it is closed. */
final class BlobUse implements AutoCloseable {
    private final LayoutFolder folder;
    private final FolderLocks locks;
    private final Deque<FolderLocks.Held> held = new ArrayDeque<>();

    private BlobUse(LayoutFolder folder, FolderLocks locks) {
        this.folder = folder;
        this.locks = locks;
    }

    static BlobUse of(LayoutFolder folder, FolderLocks locks) {
        return new BlobUse(folder, locks);
    }

    void add(Collection<Digest> blobs) {
        folder.files("take a lock", () -> {
            for (var blob : blobs) {
                held.push(locks.use(blob));
            }
            return held;
        });
    }

    @Override
    public void close() {
        folder.files("let go of a lock", () -> {
            IOException failure = null;
            while (!held.isEmpty()) {
                failure = release(failure);
            }
            if (failure != null) {
                throw failure;
            }
            return held;
        });
    }

    private @Nullable IOException release(@Nullable IOException before) {
        try {
            held.pop().close();
            return before;
        } catch (IOException e) {
            return before == null ? e : before;
        }
    }
}
