package us.apolo.images.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import us.apolo.images.Digest;

/** Writes an OCI image layout by hand, so that another client can copy it to a registry. */
final class OciFolder {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private final Path folder;

    OciFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("blobs/sha256"));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    /** An index with an image for each architecture, whose only layer has as many bytes as are given for it. */
    Digest writeIndex(String tag, List<String> architectures, List<Integer> layerBytes) throws IOException {
        var entries = new ArrayList<String>();
        for (var i = 0; i < architectures.size(); i++) {
            entries.add(image(architectures.get(i), layerBytes.get(i)));
        }
        var index = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(INDEX, String.join(",", entries));
        return named(tag, INDEX, blob(index.getBytes(StandardCharsets.UTF_8)), index.length());
    }

    /** A single image. */
    Digest writeImage(String tag, int layerBytes) throws IOException {
        var manifest = manifest("amd64", layerBytes);
        return named(tag, MANIFEST, blob(manifest.getBytes(StandardCharsets.UTF_8)), manifest.length());
    }

    private Digest named(String tag, String mediaType, Digest digest, int size) throws IOException {
        Files.writeString(folder.resolve("index.json"), """
                {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%d,
                "annotations":{"org.opencontainers.image.ref.name":"%s"}}]}""".formatted(mediaType, digest, size, tag));
        return digest;
    }

    private String image(String architecture, int layerBytes) throws IOException {
        var manifest = manifest(architecture, layerBytes);
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"platform\":{\"architecture\":\"%s\",\"os\":\"linux\"}}"
                .formatted(MANIFEST, blob(manifest.getBytes(StandardCharsets.UTF_8)), manifest.length(), architecture);
    }

    private String manifest(String architecture, int layerBytes) throws IOException {
        var layer = new byte[layerBytes];
        java.util.Arrays.fill(layer, (byte) architecture.length());
        var layerDigest = blob(layer);
        var config = "{\"architecture\":\"%s\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}"
                .formatted(architecture, layerDigest)
                .getBytes(StandardCharsets.UTF_8);
        return """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"application/vnd.oci.image.config.v1+json",\
                "digest":"%s","size":%d},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar",\
                "digest":"%s","size":%d}]}""".formatted(MANIFEST, blob(config), config.length, layerDigest, layerBytes);
    }

    private Digest blob(byte[] content) throws IOException {
        var digest = Digest.sha256(content);
        Files.write(folder.resolve("blobs/sha256").resolve(digest.encoded()), content);
        return digest;
    }
}
