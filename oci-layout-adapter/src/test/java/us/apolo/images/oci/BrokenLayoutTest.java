package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.LocalStoreException;

/** Folders that are not what they should be: a typed error, and nothing is changed. */
class BrokenLayoutTest extends LayoutCase {
    private static final byte[] LAYER = "a layer".repeat(1000).getBytes(StandardCharsets.UTF_8);

    private static final LocalImage APP = new LocalImage("app", "v1");

    private final PlayedRegistry played = new PlayedRegistry();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"manifests\":{}}",
                "{\"manifests\":[1]}",
                "{\"manifests\":[{}]}",
                "{\"manifests\":[{\"digest\":\"sha256:../../../etc/passwd\",\"size\":1}]}",
                "{\"manifests\":[{\"digest\":\"../x\",\"size\":1}]}",
                "{\"manifests\":[{\"digest\":\"md5:00000000000000000000000000000000\",\"size\":1}]}",
                "{\"manifests\":[],\"manifests\":[]}",
                "{\"manifests\":[]} more"
            })
    void aBrokenIndexIsToldAndLeftAsItIs(String text) throws IOException {
        Files.createDirectories(folder.resolve("blobs/sha256"));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(folder.resolve("index.json"), text);
        played.image("v1", played.blob(LAYER));
        try (var store = store()) {
            var error = assertThrows(LocalStoreException.class, () -> store.inspect(APP));
            assertThrows(LocalStoreException.class, store::collect);
            assertThrows(LocalStoreException.class, () -> store.untag(APP));
            assertThrows(LocalStoreException.class, () -> store.pull(transfer("v1", played, null), step -> {}));
            assertTrue(error.getMessage().contains("index.json"), error::getMessage);
        }
        assertEquals(text, indexText());
    }

    @Test
    void anIndexOfAnySizeIsNotReadIntoMemory() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.write(folder.resolve("index.json"), new byte[9 * 1024 * 1024]);
        try (var store = store()) {
            assertThrows(LocalStoreException.class, () -> store.inspect(APP));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{broken",
                "[]",
                "{}",
                "{\"layers\":[],\"manifests\":[]}",
                "{\"layers\":[{\"digest\":\"sha256:..%2f..%2f\",\"size\":1}]}",
                "{\"layers\":[{\"digest\":\"md5:00000000000000000000000000000000\",\"size\":1}]}",
                "{\"layers\":[{\"digest\":\"x\",\"size\":-1}]}"
            })
    void aBrokenManifestInTheFolderIsTold(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var digest = Digest.sha256(bytes);
        layoutWith(digest, bytes.length);
        Files.write(folder.resolve("blobs/sha256").resolve(digest.encoded()), bytes);
        try (var store = store()) {
            assertThrows(LocalStoreException.class, () -> store.inspect(APP));
            assertThrows(
                    LocalStoreException.class, () -> store.push(transfer(APP, REPOSITORY, registry, null), step -> {}));
        }
    }

    @Test
    void aManifestThatIsNotWhatItsNameSaysIsTold() throws IOException {
        var digest = Digest.sha256(LAYER);
        layoutWith(digest, 2);
        Files.writeString(folder.resolve("blobs/sha256").resolve(digest.encoded()), "{}");
        try (var store = store()) {
            var error = assertThrows(LocalStoreException.class, () -> store.inspect(APP));
            assertTrue(error.getMessage().contains("another digest"), error::getMessage);
        }
    }

    @Test
    void aManifestThatIsNotThereIsTold() throws IOException {
        layoutWith(Digest.sha256(LAYER), 2);
        try (var store = store()) {
            var error = assertThrows(LocalStoreException.class, () -> store.inspect(APP));
            assertTrue(error.getMessage().contains("lacks the manifest"), error::getMessage);
            store.untag(APP);
        }
        assertFalse(indexText().contains("app:v1"));
    }

    private void layoutWith(Digest manifest, int size) throws IOException {
        Files.createDirectories(folder.resolve("blobs/sha256"));
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(folder.resolve("index.json"), """
            {"manifests":[{"digest":"%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"app:v1"}}]}\
            """.formatted(manifest, size));
    }

    @Test
    void aFolderThatMayNotBeWrittenIsTold() throws IOException {
        Files.writeString(parent.resolve("layout"), "");
        var inFile = OciLayout.open(Path.of(folder.toString(), "inside"));
        played.image("v1", played.blob(LAYER));
        try (inFile) {
            var error = assertThrows(
                    LocalStoreException.class, () -> inFile.pull(transfer("v1", played, null), step -> {}));
            assertTrue(error.getMessage().contains("layout/inside"), error::getMessage);
        }
    }
}
