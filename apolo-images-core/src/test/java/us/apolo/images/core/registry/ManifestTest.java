package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;

/** How manifests are fetched; how they are read is in {@link ManifestReaderTest}. */
class ManifestTest extends RegistryTest {
    private static final int CAP = 4 << 20;
    private static final byte[] BYTES = MANIFEST.getBytes(StandardCharsets.UTF_8);

    @Test
    void theBytesAreKeptAsTheyCame() {
        transport.answers(Answer.ok(" " + MANIFEST + "\n").with("Content-Type", MediaTypes.OCI_MANIFEST));

        var manifest = registry().manifest(REPOSITORY, TAG);

        assertThat(manifest).isInstanceOf(Manifest.Image.class);
        assertThat(manifest.content().bytes()).asString().isEqualTo(" " + MANIFEST + "\n");
        assertThat(manifest.content().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
        assertThat(transport.lines()).containsExactly("GET " + MANIFEST_URL);
    }

    @Test
    void aSlowBodyIsReadToItsEnd() {
        transport.answers(Answer.status(200).body(Bodies.slow(BYTES)));

        assertThat(registry().manifest(REPOSITORY, TAG).content().bytes()).isEqualTo(BYTES);
    }

    @Test
    void parametersAndCaseOfTheMediaTypeDoNotMatter() {
        transport.answers(Answer.ok(MANIFEST)
                .with("Content-Type", "Application/vnd.docker.distribution.manifest.v2+JSON ; charset=utf-8"));

        assertThat(registry().manifest(REPOSITORY, TAG).content().mediaType())
                .isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
    }

    @Test
    void whatHasTheDigestItWasAskedForByIsTaken() {
        transport.answers(Answer.ok(MANIFEST));

        var manifest = registry().manifest(REPOSITORY, Reference.digest(Digest.sha256(BYTES)));

        assertThat(manifest.content().digest()).isEqualTo(Digest.sha256(BYTES));
    }

    @Test
    void otherBytesThanAskedForAreRefused() {
        var asked = Digest.sha256(new byte[] {1});
        transport.answers(Answer.ok(MANIFEST));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, Reference.digest(asked)))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContainingAll(asked.toString(), Digest.sha256(BYTES).toString());
    }

    @Test
    void sha512IsCheckedToo() throws NoSuchAlgorithmException {
        transport.answers(Answer.ok(MANIFEST), Answer.ok(MANIFEST));

        var right = new Digest(
                "sha512",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(BYTES)));
        assertThat(registry()
                        .manifest(REPOSITORY, Reference.digest(right))
                        .content()
                        .bytes())
                .isEqualTo(BYTES);

        var wrong = new Digest("sha512", "0".repeat(128));
        assertThatThrownBy(() -> registry().manifest(REPOSITORY, Reference.digest(wrong)))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining(right.toString());
    }

    @Test
    void whatCannotBeCheckedIsRefused() {
        transport.answers(Answer.ok(MANIFEST));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, Reference.digest(new Digest("blake3", "abc"))))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("blake3:abc cannot be checked");
    }

    @Test
    void aManifestOfTheLargestSizeIsRead() {
        var filled = MANIFEST.replace("}", " ".repeat(CAP - BYTES.length) + "}");
        transport.answers(Answer.ok(filled));

        assertThat(registry().manifest(REPOSITORY, TAG).content().bytes()).hasSize(CAP);
    }

    @Test
    void anEndlessManifestIsDroppedOneByteBeyondTheLargestSize() {
        var body = Bodies.endless("{\"layers\": [], \"filled\": \"", 'x');
        transport.answers(Answer.status(200).body(body));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("larger than 4194304 bytes");

        assertThat(body.count()).isEqualTo(CAP + 1L);
        assertThat(transport.aborted()).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsNamedByItsDigest() {
        var digest = Digest.sha256(BYTES);
        transport.answers(Answer.status(404));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, Reference.digest(digest)))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("acme/ml/app@" + digest);
    }
}
