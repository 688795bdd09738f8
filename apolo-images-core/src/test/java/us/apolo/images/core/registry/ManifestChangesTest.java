package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.ManifestContent;

class ManifestChangesTest extends RegistryTest {
    private static final ManifestContent CONTENT =
            new ManifestContent(MediaTypes.OCI_MANIFEST, MANIFEST.getBytes(StandardCharsets.UTF_8));
    private static final String DIGEST_URL = ROOT + "/v2/acme/ml/app/manifests/" + CONTENT.digest();

    private void delete() {
        registry().deleteManifest(REPOSITORY, CONTENT.digest());
    }

    @Test
    void aManifestIsStoredAsItIs() {
        transport.answers(Answer.status(201)
                .with("Docker-Content-Digest", CONTENT.digest().toString()));

        assertThat(registry().putManifest(REPOSITORY, TAG, CONTENT)).isEqualTo(CONTENT.digest());

        assertThat(transport.lines()).containsExactly("PUT " + MANIFEST_URL);
        assertThat(transport.request(0).headers().all("Content-Type")).containsExactly(MediaTypes.OCI_MANIFEST);
        assertThat(transport.sent(0)).isEqualTo(CONTENT.bytes());
    }

    @Test
    void aRegistryMayLeaveOutWhatItStoredOrHashOtherwise() {
        transport.answers(
                Answer.status(201), Answer.status(201).with("Docker-Content-Digest", "sha512:" + "0".repeat(128)));

        assertThat(registry().putManifest(REPOSITORY, TAG, CONTENT)).isEqualTo(CONTENT.digest());
        assertThat(registry().putManifest(REPOSITORY, TAG, CONTENT)).isEqualTo(CONTENT.digest());
    }

    @Test
    void aRegistryThatStoresSomethingElseIsNotBelieved() {
        var other = Digest.sha256(new byte[] {1});
        transport.answers(Answer.status(201).with("Docker-Content-Digest", other.toString()));

        assertThatThrownBy(() -> registry().putManifest(REPOSITORY, TAG, CONTENT))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContainingAll(CONTENT.digest().toString(), other.toString());
    }

    @Test
    void aMissingBlobIsNoMissingImage() {
        transport.answers(Answer.status(404).body("""
                {"errors": [{"code": "BLOB_UNKNOWN"}]}"""));

        assertThatThrownBy(() -> registry().putManifest(REPOSITORY, TAG, CONTENT))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContainingAll("lacks a blob", "BLOB_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 400, 413})
    void aManifestThatIsNotCreatedIsRefused(int status) {
        transport.answers(Answer.status(status));

        assertThatThrownBy(() -> registry().putManifest(REPOSITORY, TAG, CONTENT))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContainingAll("refuses", String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void aManifestIsDeletedByItsDigest(int status) {
        transport.answers(Answer.status(status));

        delete();

        assertThat(transport.lines()).containsExactly("DELETE " + DIGEST_URL);
        assertThat(transport.request(0).body()).isNull();
    }

    @Test
    void whatIsNotThereIsNotDeleted() {
        transport.answers(Answer.status(404));

        assertThatThrownBy(this::delete).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void deletionMayBeDisabled() {
        transport.answers(Answer.status(405).body("""
                {"errors": [{"code": "UNSUPPORTED"}]}"""));

        assertThatThrownBy(this::delete)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContainingAll("does not delete images", "operator", "UNSUPPORTED");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409})
    void tagsMayHaveToGoFirst(int status) {
        transport.answers(Answer.status(status));

        assertThatThrownBy(this::delete)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("tags to be deleted first");
    }

    @Test
    void aDeletionIsNotRedirected() {
        transport.answers(Answer.redirect(302, ROOT + "/login"));

        assertThatThrownBy(this::delete)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("302");
        assertThat(transport.requests()).hasSize(1);
    }
}
