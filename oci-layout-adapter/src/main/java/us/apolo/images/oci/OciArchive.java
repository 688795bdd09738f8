package us.apolo.images.oci;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import us.apolo.images.Digest;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;

/** Takes images out of an archive in the OCI form: an image layout as a tar. */
final class OciArchive {
    /** Marks what tells how an image was built, in the words of BuildKit. */
    private static final String ATTESTATION = "vnd.docker.reference.type";

    private static final int MAX_MANIFESTS = 10_000;
    private static final long MAX_DOCUMENTS = 16L * 1024 * 1024;

    private final ArchiveFile archive;
    private final LayoutImages images;
    private final Map<Digest, byte[]> documents = new HashMap<>();
    private long documentBytes;

    OciArchive(ArchiveFile archive, LayoutImages images) {
        this.archive = archive;
        this.images = images;
    }

    /**
     * Has all blobs of all images be in the folder.
     *
     * @param index the archive's {@code index.json}
     * @param use what is used is added to it
     * @return the images
     */
    List<ArchivedImage> take(byte[] index, BlobUse use) {
        try {
            var entries = LayoutIndex.parse(index).entries().stream()
                    .filter(entry -> !entry.isTwin())
                    .toList();
            if (entries.isEmpty()) {
                throw archive.refuse("has no image in it", null);
            }
            collectDocuments(entries);
            var found = images(entries);
            ArchivedImage.requireDistinctNames(found);
            found.forEach(image -> use.add(image.parts().digests()));
            takeBlobs(found);
            return found;
        } catch (MalformedDocumentException e) {
            throw archive.refuse("is broken: its " + Layout.INDEX + " " + e.getMessage(), e);
        }
    }

    /** Reads all manifests, level by level: where they lie in the archive nobody knows. */
    private void collectDocuments(List<IndexEntry> entries) {
        var wanted = entries.stream().map(entry -> entry.descriptor().digest()).collect(Collectors.toSet());
        for (var depth = 0; depth <= ImageParts.MAX_DEPTH && !wanted.isEmpty(); depth++) {
            var names = wanted.stream().collect(Collectors.toMap(OciArchive::name, digest -> digest));
            try (var pass = ArchivePass.through(archive)) {
                for (var entry = pass.next(); entry != null; entry = pass.next()) {
                    var digest = entry.isFile() ? names.get(entry.name()) : null;
                    if (digest != null) {
                        keep(digest, pass.document(entry));
                    }
                }
            }
            wanted = children(wanted);
        }
    }

    static String name(Digest digest) {
        return Layout.BLOBS + "/" + digest.algorithm() + "/" + digest.encoded();
    }

    private void keep(Digest digest, byte[] document) {
        var hash = Hash.by(digest.algorithm());
        hash.write(document, 0, document.length);
        var actual = hash.digest();
        if (!actual.equals(digest)) {
            throw archive.refuse("has " + actual + " for " + digest, null);
        }
        if (documents.put(digest, document) == null) {
            documentBytes += document.length;
        }
        if (documentBytes > MAX_DOCUMENTS) {
            throw archive.refuse("has more than " + MAX_DOCUMENTS + " bytes of manifests", null);
        }
    }

    private Set<Digest> children(Set<Digest> parents) {
        var children = new HashSet<Digest>();
        for (var parent : parents) {
            var document = documents.get(parent);
            if (document != null && manifest("", parent, document) instanceof Manifest.Index index) {
                index.manifests().forEach(child -> children.add(child.digest()));
            }
        }
        children.removeAll(documents.keySet());
        if (documents.size() + children.size() > MAX_MANIFESTS) {
            throw archive.refuse("has more than " + MAX_MANIFESTS + " manifests", null);
        }
        return children;
    }

    private Manifest manifest(String mediaType, Digest digest, byte[] document) {
        try {
            return ManifestDocument.read(mediaType, document);
        } catch (MalformedDocumentException e) {
            throw archive.refuse("is broken: its manifest " + digest + " " + e.getMessage(), e);
        }
    }

    private List<ArchivedImage> images(List<IndexEntry> entries) {
        var found = new LinkedHashMap<Digest, ArchivedImage>();
        for (var entry : entries) {
            var image = new ArchivedImage(
                    parts(entry.descriptor()), entry.name().stream().toList());
            found.merge(image.id(), image, ArchivedImage::and);
        }
        return List.copyOf(found.values());
    }

    private ImageParts parts(Descriptor descriptor) {
        try {
            return ImageParts.of(whole(descriptor), this::manifest);
        } catch (MalformedDocumentException e) {
            throw archive.refuse("is broken: the image " + descriptor.digest() + " " + e.getMessage(), e);
        }
    }

    private Manifest manifest(Descriptor descriptor) throws MalformedDocumentException {
        return found(descriptor).orElseThrow(() -> new MalformedDocumentException("lacks " + descriptor.digest()));
    }

    private Optional<Manifest> found(Descriptor descriptor) {
        return Optional.ofNullable(documents.get(descriptor.digest()))
                .map(document -> manifest(descriptor.mediaType(), descriptor.digest(), document));
    }

    /**
     * What an entry stands for, as far as it is there: engines save an index whole of which they have one image alone,
     * and then that image is meant.
     */
    private Manifest whole(Descriptor descriptor) throws MalformedDocumentException {
        var manifest = manifest(descriptor);
        if (!(manifest instanceof Manifest.Index index) || isWhole(index)) {
            return manifest;
        }
        var there = index.manifests().stream()
                .filter(child -> documents.containsKey(child.digest()))
                .filter(child -> !child.annotations().containsKey(ATTESTATION))
                .toList();
        if (there.size() != 1) {
            throw new MalformedDocumentException("has " + there.size() + " of its "
                    + index.manifests().size() + " images here; save all of them, or the one for a platform");
        }
        return whole(there.get(0));
    }

    private boolean isWhole(Manifest.Index index) {
        return index.manifests().stream().allMatch(child -> documents.containsKey(child.digest()));
    }

    private void takeBlobs(List<ArchivedImage> found) {
        var wanted = wanted(found);
        if (wanted.isEmpty()) {
            return;
        }
        var intake = new BlobIntake(archive, images);
        try (var pass = ArchivePass.through(archive)) {
            for (var entry = pass.next(); entry != null; entry = pass.next()) {
                var blob = entry.isFile() ? wanted.remove(entry.name()) : null;
                if (blob != null) {
                    intake.take(blob, entry, pass.content());
                }
            }
        }
        wanted.values().stream().findFirst().ifPresent(blob -> {
            throw archive.refuse("lacks " + blob.digest() + ", which an image in it is made of", null);
        });
    }

    private Map<String, Descriptor> wanted(List<ArchivedImage> found) {
        var wanted = new HashMap<String, Descriptor>();
        for (var image : found) {
            for (var blob : image.parts().blobs()) {
                var known = images.has(blob) ? null : wanted.put(name(blob.digest()), blob);
                if (known != null && known.size() != blob.size()) {
                    throw archive.refuse("tells two sizes of " + blob.digest(), null);
                }
            }
        }
        return wanted;
    }
}
