package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.LocalStoreException;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Repository;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;

/** The images in a folder: their names, what they are made of, and what is deleted with them. */
final class LayoutImages {
    /** As large as registries take them. */
    static final int MAX_MANIFEST = 4 * 1024 * 1024;

    private final LayoutFolder folder;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable FolderLocks openLocks;

    LayoutImages(LayoutFolder folder) {
        this.folder = folder;
    }

    LayoutFolder folder() {
        return folder;
    }

    /** The folder's locks; their file is made when something is first changed. */
    private FolderLocks locks() {
        opening.lock();
        try {
            var locks = openLocks;
            if (locks == null) {
                locks = folder.files("open the file for locks", () -> FolderLocks.of(folder.lockFile()));
                openLocks = locks;
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
            var locks = openLocks;
            openLocks = null;
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

    Optional<StoredImage> inspect(LocalImage name) {
        return folder.index().find(name).map(entry -> {
            var parts = parts(entry);
            return new StoredImage(entry.descriptor().digest(), parts.size());
        });
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
        change(index -> {
            var image = index.find(id).orElseThrow(() -> notFound(id.toString()));
            return named(index, image, name);
        });
    }

    /** Gives an image a name, and where it is by Docker's media types, its twin too. */
    private LayoutIndex named(LayoutIndex index, IndexEntry image, LocalImage name) {
        var changed = index.withName(image, name);
        if (changed == index || !OciTwin.isWanted(image.descriptor().mediaType())) {
            return changed;
        }
        var twin = OciTwin.of(parts(image));
        twin.ifPresent(other -> other.manifests().forEach(this::write));
        return twin.map(other -> changed.withTwin(name, other.root())).orElse(changed);
    }

    private void write(ManifestContent manifest) {
        folder.write(manifest.digest(), manifest.bytes());
    }

    private ImageNotFoundException notFound(String image) {
        return new ImageNotFoundException(image, folder.toString(), null, null);
    }

    void untag(LocalImage name) {
        if (folder.index().find(name).isPresent()) {
            change(index -> index.without(name));
        }
    }

    /** What an image is made of, by its name. */
    ImageParts parts(LocalImage name) {
        return parts(folder.index().find(name).orElseThrow(() -> notFound(name.toString())));
    }

    private ImageParts parts(IndexEntry entry) {
        try {
            return ImageParts.of(manifest(entry.descriptor()), this::manifest);
        } catch (MalformedDocumentException e) {
            throw folder.broken("is broken: the image " + entry.descriptor().digest() + " " + e.getMessage(), e);
        }
    }

    private Manifest manifest(Descriptor descriptor) {
        var bytes = folder.read(descriptor.digest(), MAX_MANIFEST)
                .orElseThrow(() -> folder.broken(
                        "is broken: it lacks the manifest " + descriptor.digest() + ", or has it with more than "
                                + MAX_MANIFEST + " bytes",
                        null));
        if (!Digest.sha256(bytes).equals(descriptor.digest())) {
            throw folder.broken("is broken: what lies there as " + descriptor.digest() + " has another digest", null);
        }
        try {
            return ManifestDocument.read(descriptor.mediaType(), bytes);
        } catch (MalformedDocumentException e) {
            throw folder.broken("is broken: the manifest " + descriptor.digest() + " " + e.getMessage(), e);
        }
    }

    /** Whether a blob is there as a whole. */
    boolean has(Descriptor blob) {
        return folder.size(blob.digest()) == blob.size();
    }

    /** Has the layout there, so that blobs can come; that it is broken shows now and not when all have come. */
    Boolean create() {
        if (!folder.exists()) {
            var held = folder.files("take a lock", () -> locks().index());
            try {
                folder.create();
            } finally {
                letGo(held);
            }
        }
        var unused = folder.index();
        return true;
    }

    /** Does something with blobs, which nobody deletes meanwhile, whether they are there yet or not. */
    <T> T using(Collection<Digest> blobs, Supplier<T> work) {
        if (folder.isReadOnly()) {
            // There nobody deletes anything, and no lock can be had.
            return work.get();
        }
        try (var use = BlobUse.of(folder, locks())) {
            use.add(blobs);
            return work.get();
        }
    }

    /** Begins to work with blobs: what is added to it nobody deletes until it is closed. */
    BlobUse use() {
        return BlobUse.of(folder, locks());
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
        folder.files("delete " + blob.digest(), () -> folder.delete(blob.digest()));
        return Optional.of(folder.broken(
                "was damaged: what lay there as " + blob.digest() + " is " + actual
                        + ". It has been deleted; pull the image again",
                null));
    }

    /** Does something with one blob as the only one who fetches it. */
    <T> T fetching(Digest blob, Supplier<T> work) {
        var fetch = folder.files("take a lock", () -> locks().fetch(blob));
        try {
            return work.get();
        } finally {
            letGo(fetch);
        }
    }

    private void letGo(FolderLocks.Held held) {
        folder.files("let go of a lock", () -> {
            held.close();
            return held;
        });
    }

    /** Has an image whose blobs are there, under the transfer's name. */
    Boolean add(ImageParts parts, Transfer transfer) {
        parts.manifests().forEach(manifest -> write(manifest.content()));
        var root = parts.root().content();
        change(index -> {
            var entry = index.find(root.digest()).orElseGet(() -> IndexEntry.of(parts.descriptor()));
            return named(index, entry, transfer.image()).withPlace(entry.descriptor(), transfer.repository());
        });
        return true;
    }

    /** Has images whose blobs are there, all of them at once; one without a name is there without. */
    void add(List<ArchivedImage> images) {
        images.stream()
                .flatMap(image -> image.parts().manifests().stream())
                .forEach(manifest -> write(manifest.content()));
        change(index -> {
            var changed = index;
            for (var image : images) {
                changed = with(changed, image);
            }
            return changed;
        });
    }

    private LayoutIndex with(LayoutIndex index, ArchivedImage image) {
        var entry = index.find(image.id())
                .orElseGet(() -> IndexEntry.of(image.parts().descriptor()));
        var changed = image.names().isEmpty() ? index.with(entry) : index;
        for (var name : image.names()) {
            changed = named(changed, entry, name);
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
                .ifPresent(entry -> change(index -> index.withPlace(entry.descriptor(), repository)));
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

    /** Changes the index, and deletes what was reached only by what it has no more; gives the number of bytes. */
    private long change(UnaryOperator<LayoutIndex> change) {
        var gone = new ArrayList<IndexEntry>();
        var held = folder.files("take a lock", () -> locks().index());
        try {
            var before = folder.index();
            var after = change.apply(before);
            if (after != before) {
                folder.writeIndex(after);
                gone.addAll(before.entries());
                gone.removeIf(entry -> after.has(entry.descriptor().digest()));
            }
        } finally {
            letGo(held);
        }
        return gone.isEmpty() ? 0 : sweep().delete(Reach.of(folder, gone).blobs());
    }

    private Sweep sweep() {
        return new Sweep(folder, locks());
    }

    /** Deletes what no name reaches; gives the number of bytes. */
    long collect() {
        if (!folder.exists()) {
            return 0;
        } // In this order, since a disk without any room has none for an index either.
        return sweep().deleteAll() + change(LayoutIndex::withoutReplaced);
    }
}
