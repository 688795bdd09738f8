package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.LocalStoreException;

/** Archives in Docker's own form, as engines and other tools write them. */
class ArchiveLoadTest extends ArchiveCase {
    private static final LocalImage APP = new LocalImage("app", "v1");

    private JsonNode manifest(Digest id) {
        return Json.MAPPER.readTree(look.blob(id));
    }

    private List<byte[]> unpackedLayers(Digest id) throws Exception {
        var layers = new ArrayList<byte[]>();
        for (var layer : Descriptors.readAll(manifest(id).path("layers"))) {
            var blob = look.blob(layer.digest());
            assertThat(blob).hasSize((int) layer.size());
            layers.add(new GZIPInputStream(new ByteArrayInputStream(blob)).readAllBytes());
        }
        return layers;
    }

    @Test
    void anImageHasItsNameItsConfigurationAndItsLayersCompressed() throws Exception {
        var image = DockerImage.of("one", "two");

        var loaded = store.load(image.archive("app:v1").in(parent));

        assertThat(loaded).hasSize(1);
        assertThat(loaded.get(0).names()).containsExactly(APP);
        var id = loaded.get(0).id();
        assertThat(store.inspect(APP))
                .hasValueSatisfying(stored -> assertThat(stored.id()).isEqualTo(id));
        assertThat(look.blob(
                        Digest.parse(manifest(id).path("config").path("digest").stringValue())))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(image.config());
        assertThat(unpackedLayers(id)).containsExactlyElementsOf(image.layers());
    }

    @Test
    void theSameArchiveGivesTheSameImageInEveryWay() throws Exception {
        var bytes = DockerImage.of("one", "two").archive("app:v1").bytes();
        var first = store.load(new ByteArrayInputStream(bytes));
        var files = look.files();

        assertThat(store.load(new ByteArrayInputStream(TarBytes.gzip(bytes)))).isEqualTo(first);
        assertThat(look.files()).isEqualTo(files);
        try (var other = OciLayout.open(parent.resolve("other"))) {
            assertThat(other.load(new ByteArrayInputStream(bytes))).isEqualTo(first);
        }
    }

    @Test
    void namesOfTheArchiveThatStartWithADotAreTheSame() {
        var image = DockerImage.of("one");
        var tar = new TarBytes()
                .folder(".")
                .file("./0/layer.tar", image.layers().get(0))
                .file("./" + image.configName(), image.config())
                .file("./manifest.json", "[" + image.listed("", "app:v1") + "]");

        assertThat(store.load(tar.stream()).get(0).names()).containsExactly(APP);
    }

    @Test
    void linksBetweenLayersAreFollowed() throws Exception {
        var layer = new TarBytes().file("a", "a").bytes();
        var layers = List.of(layer, layer, layer);
        var image = new DockerImage(DockerImage.config(layers), layers);
        var tar = new TarBytes()
                .link("top/layer.tar", "../middle/layer.tar")
                .hardLink("middle/layer.tar", "bottom/layer.tar")
                .file("bottom/layer.tar", layer)
                .file(image.configName(), image.config())
                .file(
                        "manifest.json",
                        "["
                                + image.listed(
                                        List.of("bottom/layer.tar", "middle/layer.tar", "top/layer.tar"), "app:v1")
                                + "]")
                .file("repositories", "{\"app\":{\"v1\":\"top\"}}");

        var id = store.load(tar.stream()).get(0).id();

        assertThat(unpackedLayers(id)).containsExactly(layer, layer, layer);
    }

    @Test
    void layersThatAreCompressedAlreadyStayAsTheyAre() {
        var image = DockerImage.of("one");
        var compressed = TarBytes.gzip(image.layers().get(0));
        var tar = new TarBytes()
                .file("one.tar.gz", compressed)
                .file(image.configName(), image.config())
                .file("manifest.json", "[" + image.listed(List.of("one.tar.gz"), "app:v1") + "]");

        var id = store.load(tar.stream()).get(0).id();

        assertThat(manifest(id).path("layers").get(0).path("digest").stringValue())
                .isEqualTo(Digest.sha256(compressed).toString());
    }

    @Test
    void severalImagesWithSeveralNamesShareLayers() {
        var one = DockerImage.of("base", "one");
        var two = DockerImage.of("base", "two");
        var tar = one.addTo(new TarBytes(), "one");
        two.addTo(tar, "two")
                .file(
                        "manifest.json",
                        "[" + one.listed("one", "app:v1", "registry.example.com/team/app:v1") + ","
                                + two.listed("two", "other:latest") + "]");

        var loaded = store.load(tar.stream());

        assertThat(loaded).hasSize(2);
        assertThat(loaded.get(0).names()).containsExactly(APP, new LocalImage("registry.example.com/team/app", "v1"));
        assertThat(store.names())
                .containsExactlyInAnyOrder(
                        APP, new LocalImage("registry.example.com/team/app", "v1"), new LocalImage("other", "latest"));
        // Three layers, two configurations, two manifests.
        assertThat(look.files().stream().filter(file -> file.startsWith("blobs/")))
                .hasSize(7);
    }

    @Test
    void anImageWithoutANameIsThereAndCanBeGivenOne() {
        var loaded = store.load(DockerImage.of("one").archive().stream());

        assertThat(loaded.get(0).names()).isEmpty();
        assertThat(store.names()).isEmpty();
        store.collect();
        store.tag(loaded.get(0).id(), APP);
        assertThat(store.inspect(APP)).isPresent();
    }

    @Test
    void aNameThatWasGivenIsGivenAnew() {
        store.load(DockerImage.of("one").archive("app:v1").stream());
        var id = store.load(DockerImage.of("two").archive("app:v1").stream())
                .get(0)
                .id();

        assertThat(store.inspect(APP))
                .hasValueSatisfying(stored -> assertThat(stored.id()).isEqualTo(id));
    }

    @Test
    void anArchiveThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> store.load(parent.resolve("nothing.tar")))
                .isInstanceOf(LocalStoreException.class)
                .hasMessageContaining("nothing.tar");
    }

    @Test
    void aFolderThatIsSomethingElseStaysAsItIs() throws Exception {
        var folder = Files.createDirectories(parent.resolve("else"));
        Files.writeString(folder.resolve("diary.txt"), "mine");
        try (var other = OciLayout.open(folder)) {
            var tar = DockerImage.of("one").archive("app:v1");
            assertThatThrownBy(() -> other.load(tar.stream())).isInstanceOf(LocalStoreException.class);
        }
        assertThat(folder).isDirectoryContaining("glob:**diary.txt");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }
}
