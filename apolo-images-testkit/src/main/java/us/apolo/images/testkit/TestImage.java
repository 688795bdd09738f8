package us.apolo.images.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import us.apolo.images.Digest;
import us.apolo.images.Platform;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.testkit.image.ImageFiles;
import us.apolo.images.testkit.store.Blob;
import us.apolo.images.testkit.store.RegistryStore;

/**
 * A real image, made by the JDK alone: engines take it. Its layers are random bytes, which follow from a seed. The same
 * description gives the same digests on every machine; images of the same seed have the same layers at the same places
 * if those have the same size. Immutable, and wholly in memory.
 *
 * <pre>{@code
 * var image = TestImage.builder().layers(3, 10_000).seed(7).build();
 * var index = TestImage.index(
 *         TestImage.builder().oci().build(),
 *         TestImage.builder().oci().platform(Platform.parse("linux/arm64")).build());
 * }</pre>
 */
public final class TestImage {
    private final Manifest manifest;
    private final Platform platform;
    private final Map<Digest, Blob> blobs;
    private final List<TestImage> images;

    private TestImage(Manifest manifest, Platform platform, Map<Digest, Blob> blobs, List<TestImage> images) {
        this.manifest = manifest;
        this.platform = platform;
        this.blobs = blobs;
        this.images = images;
    }

    /**
     * Starts to describe an image: one layer with a file of a thousand bytes, for linux/amd64, by Docker's media types,
     * unless something else is said.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Makes an index of several images. It has the OCI's media type if all of them have, else Docker's.
     *
     * @param images the images, each for a platform of its own
     * @return the index
     * @throws IllegalArgumentException if there are none, or one is an index itself
     */
    public static TestImage index(TestImage... images) {
        var list = List.of(images);
        if (list.isEmpty() || list.stream().anyMatch(TestImage::isIndex)) {
            throw new IllegalArgumentException("An index has one image or more, and no index in it");
        }
        var index = ImageFiles.index(
                list.stream().map(TestImage::manifest).toList(),
                list.stream().map(image -> image.platform).toList(),
                list.stream().allMatch(TestImage::isOci));
        return new TestImage(index, list.get(0).platform, Map.of(), list);
    }

    /** Describes an image. */
    public static final class Builder {
        private List<Integer> layers = List.of(1000);
        private long seed = 1;
        private Platform platform = Platform.LINUX_AMD64;
        private boolean oci;

        private Builder() {}

        /**
         * Has layers of one size.
         *
         * @param count how many; zero or more
         * @param bytesEach the size of the file in each, in bytes; the layer has about 2000 more
         * @return this
         */
        public Builder layers(int count, int bytesEach) {
            return layerSizes(IntStream.generate(() -> bytesEach).limit(count).toArray());
        }

        /**
         * Has layers of given sizes.
         *
         * @param bytes the size of the file in each, in bytes, the lowest layer first
         * @return this
         */
        public Builder layerSizes(int... bytes) {
            if (Arrays.stream(bytes).anyMatch(size -> size < 0)) {
                throw new IllegalArgumentException("A number of bytes is not negative: " + Arrays.toString(bytes));
            }
            layers = Arrays.stream(bytes).boxed().toList();
            return this;
        }

        /**
         * Has other bytes in the layers.
         *
         * @param newSeed what the bytes follow from; 1 unless it is said
         * @return this
         */
        public Builder seed(long newSeed) {
            seed = newSeed;
            return this;
        }

        /**
         * Says what the image runs on.
         *
         * @param newPlatform linux/amd64 unless it is said
         * @return this
         */
        public Builder platform(Platform newPlatform) {
            platform = Objects.requireNonNull(newPlatform, "platform");
            return this;
        }

        /**
         * Has the OCI's media types in place of Docker's.
         *
         * @return this
         */
        public Builder oci() {
            oci = true;
            return this;
        }

        /**
         * Makes the image.
         *
         * @return an image
         */
        public TestImage build() {
            var files = ImageFiles.make(layers, seed, platform, oci);
            return new TestImage(files.manifest(), platform, files.blobs(), List.of());
        }
    }

    /**
     * What a tag of this image names on a registry.
     *
     * @return the digest of the manifest or the index
     */
    public Digest digest() {
        return manifest.content().digest();
    }

    /**
     * The manifest.
     *
     * @return the manifest, or the index
     */
    public Manifest manifest() {
        return manifest;
    }

    /**
     * Whether this is an index of several images.
     *
     * @return true if it came from {@link #index}
     */
    public boolean isIndex() {
        return manifest instanceof Manifest.Index;
    }

    private boolean isOci() {
        return manifest.content().mediaType().contains("oci");
    }

    /**
     * The size, as a registry's answers have it.
     *
     * @return the sum of the layers in bytes; of an index, that of its first image
     */
    public long size() {
        return manifest instanceof Manifest.Image image
                ? image.size()
                : images.get(0).size();
    }

    /**
     * The layers.
     *
     * @return their digests, the lowest first; empty for an index
     */
    public List<Digest> layers() {
        return manifest instanceof Manifest.Image image
                ? image.layers().stream().map(Descriptor::digest).toList()
                : List.of();
    }

    /**
     * The images of an index.
     *
     * @return the images in their order; empty if this is no index
     */
    public List<TestImage> images() {
        return images;
    }

    /** The configuration and the layers. */
    Map<Digest, Blob> blobs() {
        return blobs;
    }

    /** Stores all of it. */
    Digest putInto(RegistryStore store, String repository, Reference reference) {
        images.forEach(image -> image.putInto(store, repository, Reference.digest(image.digest())));
        blobs.forEach((digest, blob) -> store.putBlob(repository, digest, blob));
        return store.putManifest(repository, reference, manifest.content());
    }

    /** Digest and media type. */
    @Override
    public String toString() {
        return manifest.content().toString();
    }
}
