package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;

/** Archives in the OCI form, as engines and other tools write them. */
class OciArchiveTest extends ArchiveCase {
    private static final LocalImage APP = new LocalImage("app", "v1");
    private static final String CONTAINERD =
            "\"io.containerd.image.name\":\"docker.io/library/app:v1\",\"org.opencontainers.image.ref.name\":\"v1\"";

    private final OciLayoutTar tar = new OciLayoutTar();

    @Test
    void anImageKeepsItsDigestAndItsBlobs() {
        var id = tar.image("amd64", "one");

        var loaded = store.load(tar.named(id, "app:v1").archive().stream());

        assertThat(loaded).extracting(LoadedImage::id).containsExactly(id);
        assertThat(loaded.get(0).names()).containsExactly(APP);
        assertThat(store.inspect(APP))
                .hasValueSatisfying(stored -> assertThat(stored.id()).isEqualTo(id));
        assertThat(look.files().stream().filter(file -> file.startsWith("blobs/")))
                .hasSize(3);
    }

    @Test
    void namesAreTakenAsContainerdWritesThemToo() {
        var id = tar.image("amd64", "one");

        store.load(tar.entry(OciLayoutTar.MANIFEST, id, CONTAINERD).archive().stream());

        assertThat(store.inspect(APP)).isPresent();
        assertThat(store.names()).containsExactly(new LocalImage("docker.io/library/app", "v1"));
    }

    @Test
    void anImageWithTwoNamesIsOneImage() {
        var id = tar.image("amd64", "one");

        var loaded =
                store.load(tar.named(id, "app:v1").named(id, "app:v2").archive().in(parent));

        assertThat(loaded).hasSize(1);
        assertThat(loaded.get(0).names()).containsExactly(APP, APP.withTag("v2"));
        assertThat(store.inspect(APP.withTag("v2"))).isEqualTo(store.inspect(APP));
    }

    @Test
    void anIndexComesWithAllOfItsImages() {
        var arm = tar.manifest("arm64", "arm");
        var amd = tar.manifest("amd64", "amd");
        var index = index(arm, amd);
        tar.blob(arm);
        tar.blob(amd);

        var loaded = store.load(tar.entry(OciLayoutTar.INDEX, tar.blob(index), CONTAINERD).archive().stream());

        assertThat(loaded.get(0).id()).isEqualTo(Digest.sha256(index.getBytes(StandardCharsets.UTF_8)));
        assertThat(look.files().stream().filter(file -> file.startsWith("blobs/")))
                .hasSize(7);
    }

    private static String index(String arm, String amd) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s,%s]}"
                .formatted(
                        OciLayoutTar.INDEX,
                        OciLayoutTar.platform(OciLayoutTar.MANIFEST, digest(arm), arm.length(), "arm64"),
                        OciLayoutTar.platform(OciLayoutTar.MANIFEST, digest(amd), amd.length(), "amd64"));
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ofAnIndexThatIsNotThereAsAWholeTheOneImageThatIsThereIsMeant() {
        var amd = tar.manifest("amd64", "amd");
        var index = index("an image that the engine does not have", amd);
        tar.blob(amd);

        var loaded = store.load(tar.entry(OciLayoutTar.INDEX, tar.blob(index), CONTAINERD).archive().stream());

        assertThat(loaded.get(0).id()).isEqualTo(digest(amd));
        assertThat(store.inspect(APP)).isPresent();
    }

    @Test
    void anIndexWithoutAnyOfItsImagesIsRefused() {
        var archive = tar.entry(OciLayoutTar.INDEX, tar.blob(index("none", "neither")), CONTAINERD)
                .archive();

        assertThatThrownBy(() -> store.load(archive.stream()))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageContaining("0 of its 2 images");
        assertThat(store.names()).isEmpty();
    }

    @Test
    void whatIsThereIsNotTakenAgain() {
        var id = tar.image("amd64", "one");
        store.load(tar.named(id, "app:v1").archive().stream());
        // The same manifest, and nothing that it is made of.
        var again = new OciLayoutTar();
        again.blob(look.blob(id));

        assertThat(store.load(again.named(id, "other:v1").archive().stream())
                        .get(0)
                        .id())
                .isEqualTo(id);
        assertThat(store.inspect(new LocalImage("other", "v1"))).isPresent();
    }

    @Test
    void aBlobThatIsThereInPartIsTakenAsAWhole() throws Exception {
        var id = tar.image("amd64", "one");
        var archive = tar.named(id, "app:v1").archive().in(parent);
        var layer = new TarBytes().file("layer", "one").bytes();
        var incoming = new LayoutFolder(parent.resolve("layout")).incoming(Digest.sha256(layer));
        Files.write(incoming, new byte[] {1, 2, 3});

        store.load(archive);

        assertThat(look.blob(Digest.sha256(layer))).isEqualTo(layer);
    }
}
