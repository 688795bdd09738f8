package us.apolo.images.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.StoredImage;
import us.apolo.images.testkit.store.Blob;

/** The images of a local store and their names. Thread-safe. */
final class LocalImages {
    private static final String LATEST = "latest";

    private final Map<Digest, Entry> images = new HashMap<>();
    private final Map<LocalImage, Digest> names = new HashMap<>();

    /** An image: its manifest, its configuration and its layers. */
    record Entry(Manifest.Image manifest, Map<Digest, Blob> blobs) {
        Entry {
            blobs = Map.copyOf(blobs);
        }

        /** Never the digest of anything that a registry has: who takes one for the other notices. */
        Digest id() {
            return Digest.sha256(("image " + manifest.content().digest()).getBytes(StandardCharsets.UTF_8));
        }

        long size() {
            return blobs.values().stream().mapToLong(Blob::size).sum();
        }
    }

    static LocalImage tagged(LocalImage name) {
        return name.tag() == null ? name.withTag(LATEST) : name;
    }

    synchronized Optional<Entry> find(LocalImage name) {
        return Optional.ofNullable(names.get(tagged(name))).map(images::get);
    }

    synchronized Optional<StoredImage> inspect(LocalImage name) {
        return find(name).map(entry -> new StoredImage(entry.id(), entry.size()));
    }

    synchronized Digest add(LocalImage name, Entry entry) {
        images.put(entry.id(), entry);
        give(entry.id(), name);
        return entry.id();
    }

    /** Returns whether there is such an image. */
    synchronized boolean tag(Digest id, LocalImage name) {
        if (!images.containsKey(id)) {
            return false;
        }
        give(id, name);
        return true;
    }

    private void give(Digest id, LocalImage name) {
        names.put(tagged(name), id);
    }

    synchronized void untag(LocalImage name) {
        var id = names.remove(tagged(name));
        if (id != null && !names.containsValue(id)) {
            images.remove(id);
        }
    }

    /** A layer that one of the images has. */
    synchronized Optional<Blob> blob(Digest digest) {
        return images.values().stream()
                .filter(entry -> entry.blobs().containsKey(digest))
                .findFirst()
                .map(entry -> entry.blobs().get(digest));
    }

    synchronized List<LocalImage> names() {
        return names.keySet().stream()
                .sorted(Comparator.comparing(LocalImage::toString))
                .toList();
    }
}
