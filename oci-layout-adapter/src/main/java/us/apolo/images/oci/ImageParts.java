package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import us.apolo.images.Digest;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;

/**
 * What an image is made of.
 *
 * @param manifests the manifests and indexes, each after those that it points at; the last one is the image's own
 * @param configs the configurations, each once
 * @param layers the layers, each once, in the order of the manifests
 */
record ImageParts(List<Manifest> manifests, List<Descriptor> configs, List<Descriptor> layers) {
    static final int MAX_DEPTH = 8;
    private static final int MAX_MANIFESTS = 1000;

    ImageParts {
        manifests = List.copyOf(manifests);
        configs = List.copyOf(configs);
        layers = List.copyOf(layers);
    }

    /** Gives the manifest or the index that another index points at. */
    @FunctionalInterface
    interface Source {
        Manifest get(Descriptor descriptor) throws MalformedDocumentException;
    }

    /**
     * Takes an image apart.
     *
     * @throws MalformedDocumentException if it goes too deep, has too many parts or tells two sizes of one blob
     */
    static ImageParts of(Manifest root, Source source) throws MalformedDocumentException {
        var visit = new Visit(source);
        visit.manifest(root, 0);
        return new ImageParts(visit.manifests, List.copyOf(visit.configs.values()), List.copyOf(visit.layers.values()));
    }

    /** The image's own manifest or index. */
    Manifest root() {
        return manifests.get(manifests.size() - 1);
    }

    /** What points at the image's own manifest or index. */
    Descriptor descriptor() {
        var content = root().content();
        return new Descriptor(content.mediaType(), content.digest(), content.bytes().length, null, Map.of());
    }

    /** All that is not a manifest: the configurations, then the layers. */
    List<Descriptor> blobs() {
        return Stream.concat(configs.stream(), layers.stream()).toList();
    }

    /** All digests. */
    Set<Digest> digests() {
        var digests = new HashSet<Digest>();
        manifests.forEach(manifest -> digests.add(manifest.content().digest()));
        blobs().forEach(blob -> digests.add(blob.digest()));
        return digests;
    }

    /** What the image takes. */
    long size() {
        var size = 0L;
        for (var blob : blobs()) {
            size += blob.size();
        }
        for (var manifest : manifests) {
            size += manifest.content().bytes().length;
        }
        return size;
    }

    private static final class Visit {
        private final Source source;
        private final Set<Digest> seen = new HashSet<>();
        private final List<Manifest> manifests = new ArrayList<>();
        private final Map<Digest, Descriptor> configs = new LinkedHashMap<>();
        private final Map<Digest, Descriptor> layers = new LinkedHashMap<>();
        private long total;

        Visit(Source source) {
            this.source = source;
        }

        void manifest(Manifest manifest, int depth) throws MalformedDocumentException {
            if (depth > MAX_DEPTH) {
                throw new MalformedDocumentException("has indexes in indexes more than " + MAX_DEPTH + " deep");
            }
            if (manifest instanceof Manifest.Index index) {
                children(index, depth);
            } else if (manifest instanceof Manifest.Image image) {
                blobs(image);
            }
            manifests.add(manifest);
        }

        private void children(Manifest.Index index, int depth) throws MalformedDocumentException {
            for (var child : index.manifests()) {
                if (!child.digest().algorithm().equals("sha256")) {
                    throw new MalformedDocumentException("points at a manifest by another digest than sha256: "
                            + Printable.of(child.digest().toString()));
                }
                if (seen.add(child.digest())) {
                    if (seen.size() > MAX_MANIFESTS) {
                        throw new MalformedDocumentException("has more than " + MAX_MANIFESTS + " manifests");
                    }
                    manifest(source.get(child), depth + 1);
                }
            }
        }

        private void blobs(Manifest.Image image) throws MalformedDocumentException {
            if (image.config() != null) {
                add(configs, image.config());
            }
            for (var layer : image.layers()) {
                add(layers, layer);
            }
        }

        private void add(Map<Digest, Descriptor> blobs, Descriptor blob) throws MalformedDocumentException {
            if (!Layout.ALGORITHMS.contains(blob.digest().algorithm())) {
                throw new MalformedDocumentException("has a digest by an algorithm that is not known here: "
                        + Printable.of(blob.digest().toString()));
            }
            var known = configs.getOrDefault(blob.digest(), layers.get(blob.digest()));
            if (known != null && known.size() != blob.size()) {
                throw new MalformedDocumentException("tells two sizes of " + blob.digest());
            }
            if (known == null) {
                total += blob.size();
                if (total < 0) {
                    throw new MalformedDocumentException("has sizes whose sum no disk has room for");
                }
                blobs.put(blob.digest(), blob);
            }
        }
    }
}
