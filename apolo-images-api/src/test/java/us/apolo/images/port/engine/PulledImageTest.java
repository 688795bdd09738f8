package us.apolo.images.port.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;

class PulledImageTest {
    private static final Digest ONE = Digest.sha256(new byte[] {1});
    private static final Digest TWO = Digest.sha256(new byte[] {2});
    private static final String NAME = "registry.example/app";

    private static Transfer transfer(Digest named) {
        var registry = (RegistryPort) Proxy.newProxyInstance(
                PulledImageTest.class.getClassLoader(),
                new Class<?>[] {RegistryPort.class},
                (proxy, method, arguments) -> named);
        return new Transfer(
                new LocalImage(NAME, "v1"),
                new Repository("registry.example", "app"),
                Optional.empty(),
                /* platform */ null,
                registry);
    }

    private static PulledImage image(String... digests) {
        return new PulledImage("sha256:abcdef", List.of(digests));
    }

    @Test
    void theOnlyDigestFromThereIsTheOne() {
        var image = image("other.example/app@" + TWO, NAME + "@" + ONE, NAME + "@" + ONE);
        assertThat(image.digest(transfer(TWO), "abc")).contains(ONE);
    }

    @Test
    void ofSeveralTheRegistryKnowsTheOne() {
        var image = image(NAME + "@" + ONE, NAME + "@" + TWO);
        assertThat(image.digest(transfer(TWO), "abc")).contains(TWO);
        assertThat(image.digest(transfer(Digest.sha256(new byte[] {3})), "abc")).isEmpty();
    }

    @Test
    void anotherImageOrOneFromElsewhereIsNone() {
        assertThat(image(NAME + "@" + ONE).digest(transfer(ONE), "bcd")).isEmpty();
        assertThat(image(NAME + "@" + ONE).digest(transfer(ONE), "")).isEmpty();
        assertThat(image("other.example/app@" + ONE).digest(transfer(ONE), "abc"))
                .isEmpty();
        assertThat(image().digest(transfer(ONE), "abc")).isEmpty();
    }
}
