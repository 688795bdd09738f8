package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.Digest;
import us.apolo.images.Platform;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.testkit.store.Blob;

class TestImageTest {
    private static Blob blob(TestImage image, @Nullable Descriptor descriptor) {
        return Objects.requireNonNull(
                image.blobs().get(Objects.requireNonNull(descriptor).digest()));
    }

    private static byte[] bytes(Blob blob) throws Exception {
        return blob.open(0).readAllBytes();
    }

    @Test
    void theSameDescriptionGivesTheSameDigestsEverywhere() {
        assertThat(TestImage.builder().build().digest())
                .isEqualTo(TestImage.builder().build().digest());
        assertThat(TestImage.builder().seed(2).build().digest())
                .isNotEqualTo(TestImage.builder().build().digest());
        assertThat(TestImage.builder().layers(2, 100).seed(7).build().digest())
                .hasToString("sha256:aa0187f58062c4a1e233aadac2e5e53ba0dea8c2377bca383e927092483f327f");
        assertThat(TestImage.builder().layers(2, 100).seed(7).oci().build().digest())
                .hasToString("sha256:1a295f21d51540b9af948da7f1cf9c078ea6b54fc316b7730dd512cfee418c97");
    }

    @Test
    void imagesOfOneSeedShareLayers() {
        var small = TestImage.builder().layerSizes(10, 20).build();
        var large = TestImage.builder().layerSizes(10, 20, 30).build();
        assertThat(large.layers().subList(0, 2)).isEqualTo(small.layers());
        assertThat(small.digest()).isNotEqualTo(large.digest());
    }

    @Test
    void layersAreGzippedTarsAndTheConfigurationNamesWhatIsInThem() throws Exception {
        for (var size : new int[] {0, 1, 512, 70_000, 65_535}) {
            var image = TestImage.builder().layerSizes(size).build();
            var manifest = (Manifest.Image) image.manifest();
            var layer = blob(image, manifest.layers().get(0));
            var tar = new GZIPInputStream(new ByteArrayInputStream(bytes(layer))).readAllBytes();
            assertThat(tar.length % 512).isZero();
            assertThat(tar.length).isGreaterThanOrEqualTo(size + 1536);
            assertThat(new String(tar, 0, 11, StandardCharsets.US_ASCII)).isEqualTo("layer-0.bin");
            assertThat(Integer.parseInt(new String(tar, 124, 11, StandardCharsets.US_ASCII), 8))
                    .isEqualTo(size);

            var config = JsonMapper.builder().build().readTree(bytes(blob(image, manifest.config())));
            assertThat(config.at("/rootfs/diff_ids/0").stringValue())
                    .isEqualTo(Digest.sha256(tar).toString());
            assertThat(config.at("/os").stringValue()).isEqualTo("linux");
            assertThat(image.size()).isEqualTo(layer.size());
        }
    }

    @Test
    void blobsHaveTheDigestsAndSizesOfTheManifest() {
        var image = TestImage.builder().layers(3, 5000).oci().build();
        var manifest = (Manifest.Image) image.manifest();
        assertThat(image.blobs()).hasSize(4);
        image.blobs().forEach((digest, blob) -> assertThat(blob.digest()).isEqualTo(digest));
        assertThat(manifest.layers())
                .allSatisfy(layer -> assertThat(blob(image, layer).size()).isEqualTo(layer.size()));
        assertThat(manifest.layers().get(0).mediaType()).isEqualTo("application/vnd.oci.image.layer.v1.tar+gzip");
        assertThat(TestImage.builder().layers(0, 0).build().layers()).isEmpty();
    }

    @Test
    void anIndexPointsAtItsImages() {
        var arm = Platform.parse("linux/arm/v7");
        var one = TestImage.builder().build();
        var other = TestImage.builder().platform(arm).oci().build();
        var index = TestImage.index(one, other);

        assertThat(index.isIndex()).isTrue();
        assertThat(index.images()).containsExactly(one, other);
        assertThat(index.layers()).isEmpty();
        assertThat(index.size()).isEqualTo(one.size());
        var manifest = (Manifest.Index) index.manifest();
        assertThat(manifest.content().mediaType()).isEqualTo(Client.DOCKER_LIST);
        assertThat(manifest.manifests())
                .extracting(entry -> entry.platform())
                .containsExactly(Platform.LINUX_AMD64, arm);
        assertThat(manifest.manifests())
                .extracting(entry -> entry.digest())
                .containsExactly(one.digest(), other.digest());
        assertThat(TestImage.index(other).manifest().content().mediaType()).isEqualTo(Client.OCI_INDEX);
    }

    @Test
    void whatCannotBeIsRefused() {
        var image = TestImage.builder().build();
        assertThatThrownBy(TestImage::index).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestImage.index(TestImage.index(image))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TestImage.builder().layerSizes(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(image.toString()).contains(image.digest().toString()).contains(Client.DOCKER);
    }
}
