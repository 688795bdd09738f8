package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.Digest;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;

/**
 * The manifests of an image by Docker's media types once more by the OCI's, over the same blobs. Some tools, {@code
 * skopeo} among them, overlook what a layout has by another media type; they read the twin, as the specification lets an
 * index have several entries of one name.
 *
 * @param manifests the manifests and indexes, each after those that it points at; the last one is the twin's own
 */
record OciTwin(List<ManifestContent> manifests) {
    private static final String DOCKER = "application/vnd.docker.";
    private static final Map<String, String> TYPES = Map.of(
            "application/vnd.docker.distribution.manifest.list.v2+json",
            Layout.INDEX_TYPE,
            "application/vnd.docker.distribution.manifest.v2+json",
            Layout.MANIFEST_TYPE,
            "application/vnd.docker.container.image.v1+json",
            "application/vnd.oci.image.config.v1+json",
            "application/vnd.docker.image.rootfs.diff.tar",
            "application/vnd.oci.image.layer.v1.tar",
            "application/vnd.docker.image.rootfs.diff.tar.gzip",
            "application/vnd.oci.image.layer.v1.tar+gzip",
            "application/vnd.docker.image.rootfs.diff.tar.zstd",
            "application/vnd.oci.image.layer.v1.tar+zstd",
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
            "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");

    OciTwin {
        manifests = List.copyOf(manifests);
    }

    /** Whether something is Docker's by its media type. */
    static boolean isWanted(String mediaType) {
        return mediaType.startsWith(DOCKER);
    }

    /** The twin of an image; empty if it is the OCI's already. */
    static Optional<OciTwin> of(ImageParts image) {
        if (!isWanted(image.root().content().mediaType())) {
            return Optional.empty();
        }
        var twins = new HashMap<Digest, ManifestContent>();
        var manifests = new ArrayList<ManifestContent>();
        for (var manifest : image.manifests()) {
            if (isWanted(manifest.content().mediaType())) {
                var twin = twin(manifest, twins);
                twins.put(manifest.content().digest(), twin);
                manifests.add(twin);
            }
        }
        return Optional.of(new OciTwin(manifests));
    }

    ManifestContent root() {
        return manifests.get(manifests.size() - 1);
    }

    List<Digest> digests() {
        return manifests.stream().map(ManifestContent::digest).toList();
    }

    private static ManifestContent twin(Manifest manifest, Map<Digest, ManifestContent> twins) {
        var json = Objects.requireNonNull(Json.object(manifest.content().bytes()), "read before")
                .deepCopy();
        var mediaType = manifest instanceof Manifest.Index ? Layout.INDEX_TYPE : Layout.MANIFEST_TYPE;
        json.put("mediaType", mediaType);
        retype(json.path("config"));
        json.path("layers").forEach(OciTwin::retype);
        json.path("manifests").forEach(child -> repoint(child, twins));
        return new ManifestContent(mediaType, Json.MAPPER.writeValueAsBytes(json));
    }

    private static void retype(JsonNode node) {
        if (node instanceof ObjectNode descriptor) {
            var type = Json.text(descriptor, "mediaType");
            if (type != null && TYPES.containsKey(type)) {
                descriptor.put("mediaType", TYPES.get(type));
            }
        }
    }

    private static void repoint(JsonNode node, Map<Digest, ManifestContent> twins) {
        if (node instanceof ObjectNode descriptor) {
            twins.forEach((digest, twin) -> {
                if (digest.toString().equals(Json.text(descriptor, "digest"))) {
                    descriptor.put("mediaType", twin.mediaType());
                    descriptor.put("digest", twin.digest().toString());
                    descriptor.put("size", twin.bytes().length);
                }
            });
        }
    }
}
