package us.apolo.images.oci;

import us.apolo.images.Digest;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;

/**
 * The manifests in a folder. What is not as it should be is an error of the folder.
 *
 * @param folder the folder
 */
record StoredManifests(LayoutFolder folder) {
    /** As large as registries take them. */
    static final int MAX_BYTES = 4 * 1024 * 1024;

    /** What an image is made of. */
    ImageParts parts(IndexEntry entry) {
        try {
            return ImageParts.of(read(entry.descriptor()), this::read);
        } catch (MalformedDocumentException e) {
            throw folder.broken("is broken: the image " + entry.descriptor().digest() + " " + e.getMessage(), e);
        }
    }

    private Manifest read(Descriptor descriptor) {
        var bytes = folder.read(descriptor.digest(), MAX_BYTES)
                .orElseThrow(() -> folder.broken(
                        "is broken: it lacks the manifest " + descriptor.digest() + ", or has it with more than "
                                + MAX_BYTES + " bytes",
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

    /** Has a manifest there whole, unless it is there. */
    void write(ManifestContent manifest) {
        folder.write(manifest.digest(), manifest.bytes());
    }
}
