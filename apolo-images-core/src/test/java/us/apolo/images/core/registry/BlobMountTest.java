package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Repository;

class BlobMountTest extends RegistryTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Digest DIGEST = Digest.sha256(CONTENT);
    private static final Repository OTHER = new Repository(HOST, "acme/ml/other");
    private static final String UPLOADS_URL = ROOT + "/v2/acme/ml/app/blobs/uploads/";
    private static final String MOUNT =
            "POST " + UPLOADS_URL + "?mount=sha256%3A" + DIGEST.encoded() + "&from=acme%2Fml%2F";
    private static final String DIGEST_QUERY = "digest=sha256%3A" + DIGEST.encoded();
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

    private Optional<Repository> write(Repository... sources) {
        return authenticated().writeBlob(REPOSITORY, DIGEST, HttpBody.of(CONTENT), List.of(sources));
    }

    private static Answer started(String location) {
        return Answer.status(202).with("Location", location);
    }

    @Test
    void aBlobThatIsTakenOverIsNotWritten() {
        transport.answers(Answer.status(201));

        assertThat(write(SOURCE, OTHER)).contains(SOURCE);

        assertThat(transport.lines()).containsExactly(MOUNT + "b%C3%A4%26se");
    }

    @Test
    void theUploadThatIsStartedInsteadGoesOn() {
        transport.answers(started("/upload?a=b"), Answer.status(201));

        assertThat(write(OTHER)).isEmpty();

        assertThat(transport.lines()).containsExactly(MOUNT + "other", "PUT " + ROOT + "/upload?a=b&" + DIGEST_QUERY);
        assertThat(transport.sent(1)).isEqualTo(CONTENT);
    }

    @Test
    void ofSeveralUploadsThatAreStartedInsteadTheLastGoesOn() {
        transport.answers(started("/upload/1"), started("/upload/2"), Answer.status(204), Answer.status(201));

        assertThat(write(SOURCE, OTHER)).isEmpty();

        assertThat(transport.lines())
                .containsExactly(
                        MOUNT + "b%C3%A4%26se",
                        MOUNT + "other",
                        "DELETE " + ROOT + "/upload/1",
                        "PUT " + ROOT + "/upload/2?" + DIGEST_QUERY);
    }

    @Test
    void anUploadThatIsNotNeededAfterAllIsGivenUp() {
        transport.answers(started("/upload/1"), Answer.status(201), Answer.status(204));

        assertThat(write(SOURCE, OTHER)).contains(OTHER);

        assertThat(transport.lines()).last().isEqualTo("DELETE " + ROOT + "/upload/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 501})
    void aSourceThatIsRefusedIsAsGoodAsNone(int status) {
        transport.answers(Answer.status(status), started("/upload"), Answer.status(201));

        assertThat(write(OTHER)).isEmpty();

        assertThat(transport.lines())
                .containsExactly(MOUNT + "other", "POST " + UPLOADS_URL, "PUT " + ROOT + "/upload?" + DIGEST_QUERY);
    }

    @Test
    void whatIsRefusedForTheTargetIsAnError() {
        transport.answers(Answer.status(403), Answer.status(403));

        assertThatThrownBy(() -> write(OTHER)).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void aRegistryThatCannotAnswerIsAnError() {
        transport.answers(Answer.status(503));

        assertThatThrownBy(() -> write(OTHER)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void withoutASourceABlobIsWritten() {
        transport.answers(started("/upload"), Answer.status(201));

        assertThat(write()).isEmpty();

        assertThat(transport.lines()).first().isEqualTo("POST " + UPLOADS_URL);
    }

    @Test
    void nothingIsDoneIfASourceIsElsewhere() {
        assertThatThrownBy(() -> write(SOURCE, new Repository("other.example.org", "acme/ml/base")))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(transport.requests()).isEmpty();
    }
}
