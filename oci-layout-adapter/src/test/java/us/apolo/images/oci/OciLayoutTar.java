package us.apolo.images.oci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import us.apolo.images.Digest;

/** An archive in the OCI form, put together by hand. */
final class OciLayoutTar {
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final TarBytes tar = new TarBytes();
    private final List<String> entries = new ArrayList<>();

    OciLayoutTar() {
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    TarBytes tar() {
        return tar;
    }

    Digest blob(byte[] content) {
        var digest = Digest.sha256(content);
        tar.file("blobs/sha256/" + digest.encoded(), content);
        return digest;
    }

    Digest blob(String content) {
        return blob(content.getBytes(StandardCharsets.UTF_8));
    }

    /** An image of one layer. */
    Digest image(String architecture, String layer) {
        return blob(manifest(architecture, layer));
    }

    /** Adds configuration and layer of an image, and gives its manifest, which is not there. */
    String manifest(String architecture, String layer) {
        var bytes = new TarBytes().file("layer", layer).bytes();
        var config = "{\"architecture\":\"%s\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}"
                .formatted(architecture, Digest.sha256(bytes));
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        MANIFEST,
                        descriptor("application/vnd.oci.image.config.v1+json", blob(config), config.length()),
                        descriptor("application/vnd.oci.image.layer.v1.tar", blob(bytes), bytes.length));
    }

    static String descriptor(String type, Digest digest, long size) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
    }

    static String platform(String type, Digest digest, long size, String architecture) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}}"
                .formatted(type, digest, size, architecture);
    }

    /** Has an image in the index. */
    OciLayoutTar entry(String type, Digest digest, String annotations) {
        entries.add("{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1,\"annotations\":{%s}}"
                .formatted(type, digest, annotations));
        return this;
    }

    OciLayoutTar named(Digest digest, String name) {
        return entry(MANIFEST, digest, "\"org.opencontainers.image.ref.name\":\"" + name + "\"");
    }

    /** The archive, with its index last. */
    TarBytes archive() {
        return tar.file("index.json", "{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(String.join(",", entries)));
    }
}
