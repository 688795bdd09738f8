package us.apolo.images.core.registry;

import java.util.Arrays;
import java.util.List;
import us.apolo.images.Digest;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.Manifest;

/** Whatever bytes a registry gives for a manifest, they are an image, an index or an error. */
class ManifestFuzzTest extends FuzzTarget {
    private static final String DIGEST = Digest.sha256(new byte[1]).toString();
    private static final String DESCRIPTOR =
            "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"" + DIGEST + "\",\"size\":7";

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of(
                        "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"config\":"
                                + DESCRIPTOR + "},\"layers\":[" + DESCRIPTOR + "}," + DESCRIPTOR + "}]}",
                        0),
                FuzzInput.of(
                        "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX + "\",\"manifests\":["
                                + DESCRIPTOR
                                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"},"
                                + "\"annotations\":{\"a\":\"b\"}}]}",
                        1),
                FuzzInput.of("{\"schemaVersion\":1,\"fsLayers\":[{\"blobSum\":\"" + DIGEST + "\"}]}", 2),
                FuzzInput.of("{\"manifests\":[]}", 0),
                FuzzInput.of("{\"layers\":[]}", 3));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "\"schemaVersion\":",
                "\"mediaType\":",
                "\"config\":",
                "\"layers\":",
                "\"manifests\":",
                "\"digest\":",
                "\"size\":",
                "\"platform\":",
                "\"os\":",
                "\"architecture\":",
                "\"variant\":",
                "\"annotations\":",
                "{",
                "}",
                "[",
                "]",
                "[[",
                ",",
                "{},",
                "\"",
                "null",
                "1e400",
                "9223372036854775808",
                "-1",
                "\\ud800",
                DIGEST,
                "\"" + DIGEST + "\"");
    }

    @Override
    protected int largest() {
        return 4 << 20;
    }

    @Override
    protected void feed(FuzzInput input) {
        var mediaType = input.one(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_INDEX, "text/html", "");
        var bytes = input.content();
        try {
            var manifest = ManifestReader.read("registry.example.org/app:v1", mediaType, bytes);
            require(Arrays.equals(manifest.content().bytes(), bytes), "The bytes stay as they are");
            var again = ManifestReader.read("x", manifest.content().mediaType(), bytes);
            require(again.equals(manifest), "By its own media type it is the same");
            var parts =
                    manifest instanceof Manifest.Index index ? index.manifests() : ((Manifest.Image) manifest).layers();
            require(parts.stream().allMatch(part -> part.size() >= 0), "No size is negative");
        } catch (RegistryProtocolException e) {
            require(String.valueOf(e.getMessage()).contains("The manifest of "), "The error says what it is about");
        }
    }
}
