package us.apolo.images.testkit.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.Digest;
import us.apolo.images.Platform;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.testkit.store.Blob;
import us.apolo.images.testkit.store.ManifestDocument;
import us.apolo.images.testkit.store.MediaTypes;

/**
 * The manifest of an image and the blobs that it names.
 *
 * @param manifest the manifest
 * @param blobs the configuration and the layers by their digests
 */
public record ImageFiles(Manifest.Image manifest, Map<Digest, Blob> blobs) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String CREATED = "2020-01-01T00:00:00Z";

    /**
     * Copies the blobs.
     *
     * @param manifest the manifest
     * @param blobs the configuration and the layers by their digests
     */
    public ImageFiles {
        blobs = Map.copyOf(blobs);
    }

    /**
     * Makes an image. The same description gives the same bytes, on every machine; a layer depends on seed, place and
     * size alone, so that images may share layers.
     *
     * @param layers the size of the one file in each layer, in bytes, the lowest first
     * @param seed what the bytes of the layers follow from
     * @param platform what the image is said to run on
     * @param oci whether the types are the OCI's; else they are Docker's
     * @return the image
     */
    public static ImageFiles make(List<Integer> layers, long seed, Platform platform, boolean oci) {
        var blobs = new LinkedHashMap<Digest, Blob>();
        var differences = new ArrayList<Digest>();
        var packed = new ArrayList<Blob>();
        for (var place = 0; place < layers.size(); place++) {
            var tar = TarFile.of("layer-%d.bin".formatted(place), random(31 * seed + place, layers.get(place)));
            differences.add(Digest.sha256(tar));
            packed.add(Blob.of(StoredGzip.of(tar)));
        }
        var config = Blob.of(config(differences, platform));
        blobs.put(config.digest(), config);
        packed.forEach(layer -> blobs.put(layer.digest(), layer));
        return new ImageFiles(manifest(config, packed, oci), blobs);
    }

    private static byte[] random(long seed, int size) {
        var bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] config(List<Digest> differences, Platform platform) {
        var config = MAPPER.createObjectNode()
                .put("created", CREATED)
                .put("architecture", platform.architecture())
                .put("os", platform.os());
        putVariant(config, platform.variant());
        config.putObject("config").putArray("Cmd").add("/none");
        var rootfs = config.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        var history = config.putArray("history");
        differences.forEach(difference -> {
            rootfs.add(difference.toString());
            history.addObject().put("created", CREATED).put("created_by", "random bytes");
        });
        return bytes(config);
    }

    private static Manifest.Image manifest(Blob config, List<Blob> layers, boolean oci) {
        var mediaType = oci ? MediaTypes.OCI_MANIFEST : MediaTypes.DOCKER_MANIFEST;
        var document = document(mediaType);
        describe(
                document.putObject("config"),
                oci ? "application/vnd.oci.image.config.v1+json" : "application/vnd.docker.container.image.v1+json",
                config.digest(),
                config.size());
        var array = document.putArray("layers");
        layers.forEach(layer -> describe(
                array.addObject(),
                oci
                        ? "application/vnd.oci.image.layer.v1.tar+gzip"
                        : "application/vnd.docker.image.rootfs.diff.tar.gzip",
                layer.digest(),
                layer.size()));
        return (Manifest.Image) ManifestDocument.read(new ManifestContent(mediaType, bytes(document)));
    }

    /**
     * Makes an index.
     *
     * @param images what it points at
     * @param platforms what each is said to run on
     * @param oci whether the type is the OCI's; else it is Docker's
     * @return the index
     */
    public static Manifest.Index index(List<Manifest> images, List<Platform> platforms, boolean oci) {
        var mediaType = oci ? MediaTypes.OCI_INDEX : MediaTypes.DOCKER_LIST;
        var document = document(mediaType);
        var array = document.putArray("manifests");
        for (var i = 0; i < images.size(); i++) {
            addTo(array, images.get(i).content(), platforms.get(i));
        }
        return (Manifest.Index) ManifestDocument.read(new ManifestContent(mediaType, bytes(document)));
    }

    private static void addTo(ArrayNode array, ManifestContent content, Platform platform) {
        var entry = array.addObject();
        describe(entry, content.mediaType(), content.digest(), content.bytes().length);
        var said = entry.putObject("platform")
                .put("architecture", platform.architecture())
                .put("os", platform.os());
        putVariant(said, platform.variant());
    }

    private static void putVariant(ObjectNode node, @Nullable String variant) {
        if (variant != null) {
            node.put("variant", variant);
        }
    }

    private static ObjectNode document(String mediaType) {
        return MAPPER.createObjectNode().put("schemaVersion", 2).put("mediaType", mediaType);
    }

    private static void describe(ObjectNode node, String mediaType, Digest digest, long size) {
        node.put("mediaType", mediaType).put("size", size).put("digest", digest.toString());
    }

    private static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
