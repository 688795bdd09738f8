package us.apolo.images.oci;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import us.apolo.images.Digest;

/**
 * Deletes blobs that no image is made of and no transfer works with. What a transfer uses it has noted before it looks
 * whether it is there, and the index is read once more when nobody can begin to use what is to be deleted.
 */
final class Sweep {
    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

    private final LayoutFolder folder;
    private final LayoutLocks locks;

    Sweep(LayoutFolder folder, LayoutLocks locks) {
        this.folder = folder;
        this.locks = locks;
    }

    /** Deletes everything that is not needed; gives the number of bytes. */
    long deleteAll() {
        return folder.files("delete what is not needed", () -> {
            var candidates = new HashSet<>(folder.blobs());
            candidates.addAll(folder.incoming());
            folder.deleteOldTemporaries();
            return delete(candidates);
        });
    }

    /**
     * Deletes of some blobs those that are not needed, and what has come of them in part.
     *
     * @return the number of bytes
     */
    long delete(Collection<Digest> candidates) {
        return folder.files("delete what is not needed", () -> {
            var claimed = new LinkedHashMap<Digest, FolderLocks.Held>();
            try {
                for (var candidate : candidates) {
                    var claim = locks.claim(candidate);
                    claim.ifPresent(held -> claimed.put(candidate, held));
                }
                return deleteClaimed(claimed);
            } finally {
                release(claimed);
            }
        });
    }

    private long deleteClaimed(Map<Digest, FolderLocks.Held> claimed) throws IOException {
        var kept = Reach.of(folder, folder.index().entries());
        if (!kept.complete()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Nothing is deleted from {0}, since it has a manifest that cannot be read",
                    folder);
            return 0;
        }
        var freed = 0L;
        for (var blob : claimed.keySet()) {
            freed += folder.deleteIncoming(blob);
            if (!kept.blobs().contains(blob)) {
                freed += folder.delete(blob);
            }
        }
        return freed;
    }

    private static void release(Map<Digest, FolderLocks.Held> claimed) throws IOException {
        var open = new ArrayDeque<>(claimed.values());
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
