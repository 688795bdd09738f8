package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.LocalStoreException;
import us.apolo.images.Platform;
import us.apolo.images.testkit.TestImage;

/** Archives as they are written. */
class ArchiveSaveTest extends LayoutCase {
    private static final LocalImage ONE = new LocalImage("app", "v1");
    private static final LocalImage OTHER = new LocalImage("registry.example.com/team/other", "v2");

    @TempDir
    Path archives = Path.of("");

    private static byte[] saved(OciLayout store, LocalImage... images) {
        var bytes = new ByteArrayOutputStream();
        store.save(List.of(images), bytes);
        return bytes.toByteArray();
    }

    /** The entries in their order. */
    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entries.put(entry.getName(), tar.readAllBytes()))
                        .as(entry.getName())
                        .isNull();
                assertThat(List.of(entry.getUserName(), entry.getGroupName())).containsOnly("");
                assertThat(entry.getLastModifiedTime().toMillis()).isZero();
            }
        }
        return entries;
    }

    private static JsonNode json(Map<String, byte[]> entries, String name) {
        return Json.MAPPER.readTree(entries.get(name));
    }

    @Test
    void whatIsLoadedAgainIsTheSame() {
        try (var store = store();
                var again = OciLayout.open(archives.resolve("again"))) {
            var id = store.load(DockerImage.of("one", "two").archive("app:v1").stream())
                    .get(0)
                    .id();
            store.tag(id, OTHER);
            var index = pulled(
                    store,
                    "many",
                    TestImage.index(
                            TestImage.builder().build(),
                            TestImage.builder()
                                    .platform(Platform.parse("linux/arm64"))
                                    .build()));
            var file = archives.resolve("images.tar");

            store.save(List.of(ONE, OTHER, name("many")), file);

            assertThat(again.load(file))
                    .containsExactly(
                            new LoadedImage(id, List.of(ONE, OTHER)), new LoadedImage(index, List.of(name("many"))));
            assertThat(saved(again, ONE, OTHER, name("many"))).isEqualTo(saved(store, ONE, OTHER, name("many")));
            var before = new FolderLook(folder);
            var after = new FolderLook(archives.resolve("again"));
            assertThat(after.files()).isEqualTo(before.files());
        }
    }

    @Test
    void whatTellsOfTheImagesComesFirstAndAllIsThereOnce() throws IOException {
        try (var store = store()) {
            var tar = DockerImage.of("base", "one").addTo(new TarBytes(), "one");
            DockerImage.of("base", "two")
                    .addTo(tar, "two")
                    .file(
                            "manifest.json",
                            "[" + DockerImage.of("base", "one").listed("one", "app:v1") + ","
                                    + DockerImage.of("base", "two").listed("two", OTHER.toString()) + "]");
            store.load(tar.stream());

            var entries = entries(saved(store, ONE, OTHER));

            assertThat(entries.keySet())
                    .startsWith("oci-layout", "index.json", "manifest.json", "blobs/", "blobs/sha256/")
                    .hasSize(5 + 2 + 2 + 3);
            assertThat(json(entries, "index.json").path("manifests"))
                    .extracting(entry -> entry.path("annotations")
                            .path("io.containerd.image.name")
                            .stringValue())
                    .containsExactly("docker.io/library/app:v1", OTHER.toString());
            var docker = json(entries, "manifest.json");
            assertThat(docker).hasSize(2);
            assertThat(docker.get(0).path("RepoTags").get(0).stringValue()).isEqualTo("app:v1");
            assertThat(entries).containsKey(docker.get(0).path("Config").stringValue());
            assertThat(docker.get(1).path("Layers"))
                    .hasSize(2)
                    .allSatisfy(layer -> assertThat(entries).containsKey(layer.stringValue()));
            entries.forEach((name, content) -> {
                if (name.matches("blobs/sha256/.+")) {
                    assertThat(name)
                            .isEqualTo("blobs/sha256/" + Digest.sha256(content).encoded());
                }
            });
        }
    }

    @Test
    void nothingTellsOfRegistries() {
        try (var store = store()) {
            pulled(store, "v1", TestImage.builder().build());
            store.tag(store.inspect(name("v1")).orElseThrow().id(), ONE);

            assertThat(new String(saved(store, ONE), StandardCharsets.ISO_8859_1))
                    .doesNotContain("registry.example.com");
        }
    }

    @Test
    void ofAnIndexDockersListHasTheImageForThisMachine() throws IOException {
        var here = System.getProperty("os.arch").equals("aarch64") ? "linux/arm64" : "linux/amd64";
        var ours =
                TestImage.builder().seed(1).oci().platform(Platform.parse(here)).build();
        var foreign = TestImage.builder()
                .seed(2)
                .oci()
                .platform(Platform.parse("linux/s390x"))
                .build();
        try (var store = store()) {
            pulled(store, "v1", TestImage.index(foreign, ours));
            pulled(store, "foreign", TestImage.index(foreign));

            var entries = entries(saved(store, name("v1"), name("foreign")));

            var listed = json(entries, "manifest.json");
            assertThat(listed.get(0).path("Layers").get(0).stringValue())
                    .endsWith(ours.layers().get(0).encoded());
            assertThat(listed.get(1).path("Layers").get(0).stringValue())
                    .endsWith(foreign.layers().get(0).encoded());
            assertThat(entries.keySet())
                    .contains("blobs/sha256/" + foreign.layers().get(0).encoded())
                    .contains("blobs/sha256/" + ours.layers().get(0).encoded());
        }
    }

    @Test
    void whatIsNoImageDoesNotStandInDockersList() throws IOException {
        var tar = new OciLayoutTar();
        var content = "a chart".getBytes(StandardCharsets.UTF_8);
        var empty = "{}";
        var manifest = "{\"schemaVersion\":2,\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        OciLayoutTar.descriptor("application/vnd.oci.empty.v1+json", tar.blob(empty), 2),
                        OciLayoutTar.descriptor("application/vnd.example", tar.blob(content), content.length));
        try (var store = store()) {
            store.load(tar.named(tar.blob(manifest), "app:v1").archive().stream());

            assertThat(entries(saved(store, ONE)).keySet())
                    .contains("index.json")
                    .doesNotContain("manifest.json");
        }
    }

    @Test
    void aFileIsReplacedAsAWholeOrStaysAsItWas() throws IOException {
        var file = archives.resolve("images.tar");
        try (var store = store()) {
            Files.writeString(file, "before");
            assertThatThrownBy(() -> store.save(List.of(ONE), file)).isInstanceOf(ImageNotFoundException.class);
            assertThat(file).hasContent("before");

            var id = pulled(store, "v1", TestImage.builder().build());
            store.tag(id, ONE);
            store.save(List.of(ONE), file);
            assertThat(Files.readAllBytes(file)).isEqualTo(saved(store, ONE));

            var layer = TestImage.builder().build().layers().get(0);
            var blob = folder.resolve("blobs/sha256").resolve(layer.encoded());
            var bytes = Files.readAllBytes(blob);
            bytes[100] ^= 1;
            Files.write(blob, bytes);
            var whole = Files.readAllBytes(file);
            assertThatThrownBy(() -> store.save(List.of(ONE), file))
                    .isInstanceOf(LocalStoreException.class)
                    .hasMessageContaining(layer.toString());
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);

            Files.delete(blob);
            assertThatThrownBy(() -> store.save(List.of(ONE), file))
                    .isInstanceOf(LocalStoreException.class)
                    .hasMessageContaining("pull the image again");
        }
        try (var files = Files.list(archives)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void whereNoFileCanBeIsAnError() throws IOException {
        try (var store = store()) {
            pulled(store, "v1", TestImage.builder().build());
            var images = List.of(name("v1"));

            assertThatThrownBy(() -> store.save(images, archives)).isInstanceOf(LocalStoreException.class);
            assertThatThrownBy(() -> store.save(images, archives.resolve("missing/images.tar")))
                    .isInstanceOf(LocalStoreException.class)
                    .hasMessageContaining("images.tar");
            assertThatThrownBy(() -> store.save(List.of(), archives.resolve("images.tar")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(archives).isEmptyDirectory();
    }

    @Test
    void aStreamThatBreaksIsAnErrorAndOneThatDoesNotStaysOpen() {
        var closed = new boolean[1];
        var full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        var kept = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        try (var store = store()) {
            pulled(store, "v1", TestImage.builder().build());

            assertThatThrownBy(() -> store.save(List.of(name("v1")), full))
                    .isInstanceOf(LocalStoreException.class)
                    .hasMessageContaining("No space left on device");
            store.save(List.of(name("v1")), kept);
            assertThat(kept.size()).isPositive();
            assertThat(closed).containsExactly(false);
        }
    }
}
