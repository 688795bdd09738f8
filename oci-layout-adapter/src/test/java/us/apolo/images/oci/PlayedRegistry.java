package us.apolo.images.oci;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** A registry that serves what a test gives it, lies included, and keeps a list of the blobs that were read. */
final class PlayedRegistry implements RegistryPort {
    static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    private final Map<String, Manifest> manifests = new HashMap<>();
    private final Map<Digest, Reading> blobs = new HashMap<>();
    final List<Long> offsets = new CopyOnWriteArrayList<>();

    /** How a blob is read. */
    @FunctionalInterface
    interface Reading {
        InputStream open(long offset) throws IOException;
    }

    static Descriptor descriptor(Digest digest, long size) {
        return new Descriptor(LAYER, digest, size, null, Map.of());
    }

    /** Has an image of these layers under the tag; its bytes are those that a registry would have. */
    Digest image(String tag, Descriptor... layers) {
        var entries = Stream.of(layers)
                .map(layer -> Descriptors.write(layer).toString())
                .toList();
        var bytes = ("{\"schemaVersion\":2,\"layers\":[" + String.join(",", entries) + "]}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var content = new ManifestContent("application/vnd.oci.image.manifest.v1+json", bytes);
        put(tag, new Manifest.Image(content, null, List.of(layers)));
        return content.digest();
    }

    void put(String tag, Manifest manifest) {
        manifests.put(tag, manifest);
        manifests.put(manifest.content().digest().toString(), manifest);
    }

    /** Has a blob. */
    Descriptor blob(byte[] bytes) {
        var digest = Digest.sha256(bytes);
        blobs.put(digest, offset -> new ByteArrayInputStream(bytes, (int) offset, bytes.length));
        return descriptor(digest, bytes.length);
    }

    /** Has something else for a blob. */
    void blob(Digest digest, Reading reading) {
        blobs.put(digest, reading);
    }

    @Override
    public Digest digest(Repository repository, Reference reference) {
        return manifest(repository, reference).content().digest();
    }

    @Override
    public Manifest manifest(Repository repository, Reference reference) {
        var manifest = manifests.get(reference.toString());
        if (manifest == null) {
            throw new ImageNotFoundException(repository + " " + reference, "the played registry", null, null);
        }
        return manifest;
    }

    @Override
    public BlobContent readBlob(Repository repository, Digest digest, long offset) {
        offsets.add(offset);
        var reading = blobs.get(digest);
        if (reading == null) {
            throw new ImageNotFoundException(digest.toString(), "the played registry", null, null);
        }
        try {
            var stream = reading.open(offset);
            return new Content(offset, stream);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Content(long offset, InputStream stream) implements BlobContent {
        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public Digest putManifest(Repository repository, Reference reference, ManifestContent content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteManifest(Repository repository, Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean deleteTag(Repository repository, String tag) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<String> tags(Repository repository) {
        return new ArrayList<>(manifests.keySet()).stream();
    }

    @Override
    public Stream<String> repositories(String registry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest) {
        return OptionalLong.empty();
    }

    @Override
    public void writeBlob(Repository repository, Digest digest, HttpBody content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean mountBlob(Repository repository, Digest digest, Repository source) {
        return false;
    }
}
