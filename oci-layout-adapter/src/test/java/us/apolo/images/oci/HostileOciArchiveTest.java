package us.apolo.images.oci;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;

/** The same for what is in archives in the OCI form. */
class HostileOciArchiveTest extends HostileArchiveCase {
    @Test
    void blobsThatAreNotWhatTheyAreCalled() {
        var tar = new OciLayoutTar();
        var digest = Digest.sha256("promised".getBytes(StandardCharsets.UTF_8));
        var manifest = "{\"schemaVersion\":2,\"config\":%s,\"layers\":[]}"
                .formatted(OciLayoutTar.descriptor("application/vnd.oci.image.config.v1+json", digest, 8));
        tar.named(tar.blob(manifest), "app:v1").tar().file("blobs/sha256/" + digest.encoded(), "anything");
        assertRefused(tar.archive()).hasMessageContaining("for " + digest);
    }

    @Test
    void blobsOfAnotherSizeThanTheirManifestSays() {
        var content = "some bytes".getBytes(StandardCharsets.UTF_8);
        for (var size : List.of(0, 9, 11, Integer.MAX_VALUE)) {
            var tar = new OciLayoutTar();
            var manifest = "{\"schemaVersion\":2,\"config\":%s,\"layers\":[]}"
                    .formatted(OciLayoutTar.descriptor(
                            "application/vnd.oci.image.config.v1+json", tar.blob(content), size));
            assertRefused(tar.named(tar.blob(manifest), "app:v1").archive()).hasMessageContaining("10 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../etc/passwd",
                "sha256:../../../../etc/passwd",
                "sha256:abc",
                "md5:d41d8cd98f00b204e9800998ecf8427e",
                "sha256:"
            })
    void digestsThatAreNone(String digest) {
        var descriptor = "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":2}".formatted(OciLayoutTar.MANIFEST, digest);
        assertRefused(new OciLayoutTar()
                .tar()
                .file("index.json", "{\"schemaVersion\":2,\"manifests\":[" + descriptor + "]}"));
        var tar = new OciLayoutTar();
        var manifest = "{\"schemaVersion\":2,\"config\":" + descriptor + ",\"layers\":[]}";
        assertRefused(tar.named(tar.blob(manifest), "app:v1").archive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"manifests\":[]}", "{\"manifests\":[1]}", "{\"manifests\":{}}"})
    void indexesThatAreBroken(String index) {
        assertRefused(new OciLayoutTar().tar().file("index.json", index));
    }

    @Test
    void anIndexOfMoreManifestsThanAnyoneHas() {
        var digest = Digest.sha256(new byte[0]).toString();
        var children = new StringBuilder();
        for (var i = 10_000; i < 20_001; i++) {
            children.append(children.isEmpty() ? "" : ",")
                    .append("{\"digest\":\"" + digest.substring(0, digest.length() - 5) + i + "\",\"size\":1}");
        }
        var tar = new OciLayoutTar();
        var index = tar.blob("{\"schemaVersion\":2,\"manifests\":[" + children + "]}");
        assertRefused(tar.named(index, "app:v1").archive()).hasMessageContaining("more than 10000 manifests");
    }
}
