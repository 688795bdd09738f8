package us.apolo.images.oci;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import us.apolo.images.Digest;

/**
 * The blobs that images are made of, their manifests included.
 *
 * @param blobs the digests
 * @param complete false if there is a document that nobody can read, so that there may be more
 */
record Reach(Set<Digest> blobs, boolean complete) {
    static Reach of(LayoutFolder folder, List<IndexEntry> images) {
        var visit = new Visit(folder);
        images.forEach(image -> visit.manifest(image.descriptor().digest()));
        return new Reach(visit.blobs, visit.complete);
    }

    private static final class Visit {
        private final LayoutFolder folder;
        private final Set<Digest> blobs = new HashSet<>();
        private boolean complete = true;

        Visit(LayoutFolder folder) {
            this.folder = folder;
        }

        void manifest(Digest digest) {
            if (blobs.add(digest)) {
                folder.read(digest, StoredManifests.MAX_BYTES)
                        .ifPresentOrElse(this::follow, () -> complete &= isGone(digest));
            }
        }

        private void follow(byte[] document) {
            try {
                var references = ManifestDocument.references(document);
                blobs.addAll(references.blobs());
                references.manifests().forEach(this::manifest);
            } catch (MalformedDocumentException e) {
                complete = false;
            }
        }

        /** Looked at after the reading: who else deletes it may do so at any time. What is there was too large. */
        private boolean isGone(Digest digest) {
            return folder.size(digest) < 0;
        }
    }
}
