package us.apolo.images.testkit.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;

/** What one repository has. Not thread-safe. */
final class StoredRepository {
    final Map<Digest, Blob> blobs = new HashMap<>();
    final Map<String, Upload> uploads = new HashMap<>();
    private final Map<Digest, Manifest> manifests = new HashMap<>();
    private final TreeMap<String, Digest> tags = new TreeMap<>();
    private boolean hadManifests;

    /** A repository is listed as soon as something has been stored in it. */
    boolean isListed() {
        return hadManifests || !blobs.isEmpty();
    }

    /** It has tags to list, even if there are none left, once it has had a manifest. */
    boolean hasTagList() {
        return hadManifests;
    }

    List<String> tags() {
        return List.copyOf(tags.keySet());
    }

    @Nullable Manifest find(Reference reference) {
        if (reference instanceof Reference.ByDigest byDigest) {
            return manifests.get(byDigest.digest());
        }
        var digest = tags.get(reference.text());
        return digest == null ? null : manifests.get(digest);
    }

    void put(Reference reference, Manifest manifest) {
        requireContent(manifest);
        var digest = manifest.content().digest();
        manifests.put(digest, manifest);
        hadManifests = true;
        if (reference instanceof Reference.ByTag byTag) {
            tags.put(byTag.tag(), digest);
        }
    }

    boolean delete(Digest digest) {
        tags.values().removeIf(digest::equals);
        return manifests.remove(digest) != null;
    }

    boolean isTagged(Digest digest) {
        return tags.containsValue(digest);
    }

    boolean deleteTag(String tag) {
        return tags.remove(tag) != null;
    }

    private void requireContent(Manifest manifest) {
        var missing = manifest instanceof Manifest.Index index
                ? missingManifests(index)
                : missingBlobs((Manifest.Image) manifest);
        if (!missing.isEmpty()) {
            throw RefusedException.all(
                    ErrorCode.MANIFEST_BLOB_UNKNOWN,
                    missing.stream().map(Digest::toString).toList());
        }
    }

    private List<Digest> missingBlobs(Manifest.Image image) {
        var wanted = new ArrayList<>(image.layers());
        if (image.config() != null) {
            wanted.add(image.config());
        }
        return wanted.stream()
                .map(Descriptor::digest)
                .filter(digest -> !blobs.containsKey(digest))
                .distinct()
                .toList();
    }

    private List<Digest> missingManifests(Manifest.Index index) {
        return index.manifests().stream()
                .map(Descriptor::digest)
                .filter(digest -> !manifests.containsKey(digest))
                .distinct()
                .toList();
    }
}
