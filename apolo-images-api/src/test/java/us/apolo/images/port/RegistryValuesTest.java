package us.apolo.images.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;

class RegistryValuesTest {
    private static final Digest DIGEST = Digest.sha256(new byte[0]);
    private static final byte[] BYTES = "{}".getBytes(StandardCharsets.UTF_8);
    private static final ManifestContent CONTENT = new ManifestContent("application/json", BYTES);

    private static Descriptor layer(long size) {
        return new Descriptor("layer", DIGEST, size, null, Map.of());
    }

    @Test
    void aReferenceIsWrittenAsInAUrl() {
        assertThat(Reference.tag("v1").text()).isEqualTo("v1");
        assertThat(Reference.tag("v1")).hasToString("v1").isEqualTo(Reference.tag("v1"));
        assertThat(Reference.digest(DIGEST).text()).isEqualTo(DIGEST.toString());
        assertThat(Reference.digest(DIGEST)).hasToString(DIGEST.toString()).isNotEqualTo(Reference.tag("v1"));
    }

    @Test
    void aDescriptorHasASizeThatIsNotNegative() {
        assertThat(layer(0).size()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> layer(-1)).withMessageContaining("-1");
    }

    @Test
    void aDescriptorCopiesItsAnnotations() {
        var annotations = new HashMap<>(Map.of("key", "value"));
        var descriptor = new Descriptor("", DIGEST, 1, Platform.LINUX_AMD64, annotations);
        annotations.clear();
        assertThat(descriptor.annotations()).containsEntry("key", "value");
    }

    @Test
    void theSizeOfAnImageIsTheSumOfItsLayers() {
        assertThat(new Manifest.Image(CONTENT, null, List.of()).size()).isZero();
        assertThat(new Manifest.Image(CONTENT, layer(99), List.of(layer(1), layer(2))).size())
                .isEqualTo(3);
        assertThat(new Manifest.Image(CONTENT, null, List.of(layer(Long.MAX_VALUE), layer(0))).size())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSizeThatDoesNotFitIsNotWrappedAround() {
        var image = new Manifest.Image(CONTENT, null, List.of(layer(Long.MAX_VALUE), layer(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(image::size);
    }

    @Test
    void aManifestCopiesItsLists() {
        var descriptors = new ArrayList<>(List.of(layer(1)));
        var image = new Manifest.Image(CONTENT, null, descriptors);
        var index = new Manifest.Index(CONTENT, descriptors);
        descriptors.clear();
        assertThat(image.layers()).hasSize(1);
        assertThat(index.manifests()).hasSize(1);
    }

    @Test
    void theContentOfAManifestDoesNotChange() {
        var bytes = BYTES.clone();
        var content = new ManifestContent("application/json", bytes);
        bytes[0] = 'x';
        content.bytes()[0] = 'x';
        assertThat(content.bytes()).isEqualTo(BYTES);
        assertThat(content.digest()).isEqualTo(Digest.sha256(BYTES));
    }

    @Test
    void contentIsEqualIfBytesAndMediaTypeAre() {
        assertThat(new ManifestContent("application/json", BYTES))
                .isEqualTo(CONTENT)
                .hasSameHashCodeAs(CONTENT);
        assertThat(new ManifestContent("text/plain", BYTES)).isNotEqualTo(CONTENT);
        assertThat(new ManifestContent("application/json", new byte[0])).isNotEqualTo(CONTENT);
        assertThat((Object) CONTENT).isNotEqualTo("{}");
        assertThat(CONTENT).hasToString(CONTENT.digest() + " (application/json, 2 bytes)");
    }

    @Test
    void whatIsTransferredHasATag() {
        var transfer = transfer(new LocalImage("host/app", "v1"));
        assertThat(transfer.tag()).isEqualTo("v1");
        assertThat(transfer.toString()).doesNotContain("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> transfer(new LocalImage("host/app", null)))
                .withMessage("An image that is transferred has a tag: host/app");
    }

    private static Transfer transfer(LocalImage image) {
        var credentials = Optional.of(new Credentials("", "secret"));
        return new Transfer(image, new Repository("host", "app"), credentials, null, unusedRegistry());
    }

    private static RegistryPort unusedRegistry() {
        return (RegistryPort) Proxy.newProxyInstance(
                RegistryPort.class.getClassLoader(),
                new Class<?>[] {RegistryPort.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return "a registry";
                    }
                    throw new AssertionError(method);
                });
    }
}
