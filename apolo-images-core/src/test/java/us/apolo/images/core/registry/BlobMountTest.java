package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.port.Repository;

class BlobMountTest extends RegistryTest {
    private static final Digest DIGEST = Digest.sha256(new byte[0]);
    private static final Repository SOURCE = new Repository(HOST, "acme/ml/bä&se");

    private boolean mount() {
        return authenticated().mountBlob(REPOSITORY, DIGEST, SOURCE);
    }

    @Test
    void aBlobIsTakenOver() {
        transport.answers(Answer.status(201));

        assertThat(mount()).isTrue();

        assertThat(transport.lines())
                .containsExactly("POST " + ROOT + "/v2/acme/ml/app/blobs/uploads/?mount=sha256%3A" + DIGEST.encoded()
                        + "&from=acme%2Fml%2Fb%C3%A4%26se");
    }

    @Test
    void anUploadThatIsStartedInsteadIsGivenUp() {
        transport.answers(Answer.status(202).with("Location", "/upload?a=b"), Answer.status(204));

        assertThat(mount()).isFalse();

        assertThat(transport.lines()).last().isEqualTo("DELETE " + ROOT + "/upload?a=b");
    }

    @Test
    void anUploadThatStaysIsToldInTheLog() {
        try (var log = new CapturedLog()) {
            transport.answers(Answer.status(202).with("Location", "/upload?signature=a-secret"), Answer.status(500));

            assertThat(mount()).isFalse();

            assertThat(log.lines())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("stays", "500")
                    .doesNotContain("a-secret");
        }
    }

    @Test
    void aRefusalIsAnError() {
        transport.answers(Answer.status(403));

        assertThatThrownBy(this::mount).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void aBlobStaysWithinItsRegistry() {
        var elsewhere = new Repository("other.example.org", "acme/ml/base");

        assertThatThrownBy(() -> registry().mountBlob(REPOSITORY, DIGEST, elsewhere))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("within one registry");
    }
}
