package us.apolo.images.oci;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.LocalStoreException;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Repository;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;

/** The images in a folder: their names, what they are made of, and what is deleted with them. */
final class LayoutImages {
    private final LayoutFolder folder;
    private final LayoutLocks locks;
    private final StoredManifests manifests;

    LayoutImages(LayoutFolder folder) {
        this.folder = folder;
        this.locks = new LayoutLocks(folder);
        this.manifests = new StoredManifests(folder);
    }

    LayoutFolder folder() {
        return folder;
    }

    LayoutLocks locks() {
        return locks;
    }

    Optional<StoredImage> inspect(LocalImage name) {
        return find(name).map(parts -> new StoredImage(parts.descriptor().digest(), parts.size()));
    }

    List<LocalImage> names() {
        return folder.index().entries().stream()
                .filter(entry -> !entry.isReplaced() && !entry.isTwin())
                .flatMap(entry -> entry.name().stream())
                .distinct()
                .toList();
    }

    void tag(Digest id, LocalImage name) {
        if (!folder.exists()) {
            throw notFound(id.toString());
        }
        change((index, use) -> {
            var image = index.find(id).orElseThrow(() -> notFound(id.toString()));
            return named(index, image, name, use);
        });
    }

    /** Gives an image a name, and where it is by Docker's media types, its twin too. */
    private LayoutIndex named(LayoutIndex index, IndexEntry image, LocalImage name, BlobUse use) {
        var changed = index.withName(image, name);
        if (changed == index || !OciTwin.isWanted(image.descriptor().mediaType())) {
            return changed;
        }
        var twin = OciTwin.of(manifests.parts(image));
        twin.ifPresent(other -> {
            use.add(other.digests());
            other.manifests().forEach(manifests::write);
        });
        return twin.map(other -> changed.withTwin(name, other.root())).orElse(changed);
    }

    private ImageNotFoundException notFound(String image) {
        return new ImageNotFoundException(image, folder.toString(), null, null);
    }

    void untag(LocalImage name) {
        if (folder.index().find(name).isPresent()) {
            change((index, use) -> index.without(name));
        }
    }

    /** What an image is made of, by its name, in use from now on. */
    ImageParts parts(LocalImage name, BlobUse use) {
        while (true) {
            var parts = find(name).orElseThrow(() -> notFound(name.toString()));
            use.add(parts.digests());
            if (folder.index().has(parts.descriptor().digest())) {
                return parts;
            }
            // Somebody has taken the name away before the blobs were in use, so that they may be gone.
        }
    }

    /** What an image is made of, by its name; empty if there is no such name. */
    private Optional<ImageParts> find(LocalImage name) {
        while (true) {
            var entry = folder.index().find(name);
            try {
                return entry.map(manifests::parts);
            } catch (LocalStoreException e) {
                if (folder.index().has(entry.orElseThrow().descriptor().digest())) {
                    throw e;
                }
                // Somebody has taken the name away since the index was read, and the manifest is gone with it.
            }
        }
    }

    /** Whether a blob is there as a whole. */
    boolean has(Descriptor blob) {
        return folder.size(blob.digest()) == blob.size();
    }

    /** Has the layout there, so that blobs can come; that it is broken shows now and not when all have come. */
    Boolean create() {
        if (!folder.exists()) {
            locks.changing(() -> {
                folder.create();
                return folder;
            });
        }
        var unused = folder.index();
        return true;
    }

    /** The error of a blob that is in the folder and not what its name says, which is deleted; empty if it is sound. */
    Optional<LocalStoreException> damage(Descriptor blob) {
        var actual = folder.files("read " + blob.digest(), () -> {
            var hash = Hash.by(blob.digest().algorithm());
            try (var in = folder.open(blob.digest())) {
                in.transferTo(hash);
            }
            return hash.digest();
        });
        if (actual.equals(blob.digest())) {
            return Optional.empty();
        }
        return Optional.of(damaged("what lay there as " + blob.digest() + " is " + actual, blob.digest()));
    }

    private LocalStoreException damaged(String what, Digest blob) {
        try {
            folder.files("delete " + blob, () -> folder.delete(blob));
            return folder.broken("was damaged: " + what + ". It has been deleted; pull the image again", null);
        } catch (LocalStoreException e) {
            return folder.broken(
                    "is damaged: " + what + ". It cannot be deleted, and has to be for the image to be pulled again: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Has an image whose blobs are there, under the transfer's name. */
    Boolean add(ImageParts parts, Transfer transfer) {
        parts.manifests().forEach(manifest -> manifests.write(manifest.content()));
        var root = parts.root().content();
        change((index, use) -> {
            var entry = index.find(root.digest()).orElseGet(() -> IndexEntry.of(parts.descriptor()));
            return named(index, entry, transfer.image(), use).withPlace(entry.descriptor(), transfer.repository());
        });
        return true;
    }

    /** Has images whose blobs are there, all of them at once; one without a name is there without. */
    void add(List<ArchivedImage> images) {
        images.stream()
                .flatMap(image -> image.parts().manifests().stream())
                .forEach(manifest -> manifests.write(manifest.content()));
        change((index, use) -> {
            var changed = index;
            for (var image : images) {
                changed = with(changed, image, use);
            }
            return changed;
        });
    }

    private LayoutIndex with(LayoutIndex index, ArchivedImage image, BlobUse use) {
        var entry = index.find(image.id())
                .orElseGet(() -> IndexEntry.of(image.parts().descriptor()));
        var changed = image.names().isEmpty() ? index.with(entry) : index;
        for (var name : image.names()) {
            changed = named(changed, entry, name, use);
        }
        return changed;
    }

    /** Notes where an image lies now on a registry. */
    void pushed(ImageParts parts, Repository repository) {
        if (folder.isReadOnly()) {
            return;
        }
        folder.index()
                .find(parts.root().content().digest())
                .ifPresent(entry -> change((index, use) -> index.withPlace(entry.descriptor(), repository)));
    }

    /** Where the blobs of this folder lie on a registry, except in the repository itself. */
    PushTransfer.Places places(Repository target) {
        var places = new HashMap<Digest, Set<Repository>>();
        for (var entry : folder.index().entries()) {
            var known = entry.places(target.registry()).stream()
                    .filter(place -> !place.equals(target))
                    .toList();
            if (!known.isEmpty()) {
                for (var blob : Reach.of(folder, List.of(entry)).blobs()) {
                    places.computeIfAbsent(blob, unused -> new LinkedHashSet<>())
                            .addAll(known);
                }
            }
        }
        return blob -> List.copyOf(places.getOrDefault(blob, Set.of()));
    }

    /** A change of the index, and what it writes blobs for, in use until the index has them. */
    @FunctionalInterface
    private interface Change {
        LayoutIndex of(LayoutIndex index, BlobUse use);
    }

    /** Changes the index, and deletes what was reached only by what it has no more; gives the number of bytes. */
    private long change(Change change) {
        var gone = locks.changing(() -> changed(change));
        return gone.isEmpty() ? 0 : sweep().delete(Reach.of(folder, gone).blobs());
    }

    /** What the index has no more. */
    private List<IndexEntry> changed(Change change) {
        try (var use = locks.use()) {
            var before = folder.index();
            var after = change.of(before, use);
            if (after == before) {
                return List.of();
            }
            folder.writeIndex(after);
            return before.entries().stream()
                    .filter(entry -> !after.has(entry.descriptor().digest()))
                    .toList();
        }
    }

    private Sweep sweep() {
        return new Sweep(folder, locks);
    }

    /** Deletes what no name reaches; gives the number of bytes. */
    long collect() {
        if (!folder.exists()) {
            return 0;
        }
        // In this order, since a disk without any room has none for an index either.
        return sweep().deleteAll() + change((index, use) -> index.withoutReplaced());
    }
}
