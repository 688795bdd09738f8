package us.apolo.images.testkit.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import us.apolo.images.Digest;
import us.apolo.images.Platform;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.testkit.image.ImageFiles;
import us.apolo.images.testkit.store.Blob;

/** A small image that a suite stores by the port that it tests. */
record ContractImage(ImageFiles files) {
    static ContractImage of(long seed, boolean oci) {
        return new ContractImage(ImageFiles.make(List.of(300, 20), seed, Platform.LINUX_AMD64, oci));
    }

    Manifest.Image manifest() {
        return files.manifest();
    }

    Digest digest() {
        return manifest().content().digest();
    }

    void writeBlobs(RegistryPort port, Repository repository) {
        files.blobs().forEach((digest, blob) -> port.writeBlob(repository, digest, HttpBody.of(bytes(blob))));
    }

    Digest put(RegistryPort port, Repository repository, Reference reference) {
        writeBlobs(port, repository);
        return port.putManifest(repository, reference, manifest().content());
    }

    /** An index of this image alone. */
    Manifest.Index index(boolean oci) {
        return ImageFiles.index(List.of(manifest()), List.of(Platform.LINUX_AMD64), oci);
    }

    private static byte[] bytes(Blob blob) {
        try {
            return blob.open(0).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be read", e);
        }
    }
}
