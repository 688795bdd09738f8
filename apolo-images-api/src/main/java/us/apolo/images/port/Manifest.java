package us.apolo.images.port;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a reference names on a registry: the manifest of one image, or an index of several. */
public sealed interface Manifest {
    /**
     * The bytes, which the digest is the hash of.
     *
     * @return bytes, media type and digest
     */
    ManifestContent content();

    /**
     * The manifest of one image.
     *
     * @param content the bytes
     * @param config the image's configuration; null where an artifact has none
     * @param layers the image's layers, the lowest first; may be empty
     */
    record Image(ManifestContent content, @Nullable Descriptor config, List<Descriptor> layers) implements Manifest {
        /**
         * Copies the layers.
         *
         * @param content the bytes
         * @param config the image's configuration; null where an artifact has none
         * @param layers the image's layers, the lowest first; may be empty
         */
        public Image {
            Objects.requireNonNull(content, "content");
            layers = List.copyOf(layers);
        }

        /**
         * The size of the image.
         *
         * @return the sum of the layers' sizes in bytes
         * @throws ArithmeticException if the sum is larger than a long
         */
        public long size() {
            var size = 0L;
            for (var layer : layers) {
                size = Math.addExact(size, layer.size());
            }
            return size;
        }
    }

    /**
     * An index: one image for each platform.
     *
     * @param content the bytes
     * @param manifests what it points at; may be empty
     */
    record Index(ManifestContent content, List<Descriptor> manifests) implements Manifest {
        /**
         * Copies the list.
         *
         * @param content the bytes
         * @param manifests what it points at; may be empty
         */
        public Index {
            Objects.requireNonNull(content, "content");
            manifests = List.copyOf(manifests);
        }
    }
}
