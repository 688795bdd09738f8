package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.Reference;

class DigestTest extends RegistryTest {
    private static final Digest DIGEST = Digest.sha256(MANIFEST.getBytes(StandardCharsets.UTF_8));
    private static final Digest OTHER = Digest.sha256(new byte[] {1});

    private static Answer head(String digest) {
        return Answer.status(200).with("Docker-Content-Digest", digest);
    }

    @Test
    void theDigestComesFromTheHeaderOfHead() {
        transport.answers(head(OTHER.toString()));

        assertThat(registry().digest(REPOSITORY, TAG)).isEqualTo(OTHER);

        assertThat(transport.lines()).containsExactly("HEAD " + MANIFEST_URL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256", "sha256:abc", "not a digest", "sha256:" + "G0" + "00000000"})
    void aMalformedHeaderCountsForNothing(String header) {
        transport.answers(head(header), Answer.ok(MANIFEST));

        assertThat(registry().digest(REPOSITORY, TAG)).isEqualTo(DIGEST);

        assertThat(transport.lines()).containsExactly("HEAD " + MANIFEST_URL, "GET " + MANIFEST_URL);
    }

    @Test
    void withoutTheHeaderTheManifestIsHashed() {
        transport.answers(Answer.status(200), Answer.ok(MANIFEST));

        assertThat(registry().digest(REPOSITORY, TAG)).isEqualTo(DIGEST);
    }

    @Test
    void spaceAroundTheHeaderDoesNotMatter() {
        transport.answers(head(" " + OTHER + "\t"));

        assertThat(registry().digest(REPOSITORY, TAG)).isEqualTo(OTHER);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405})
    void aRegistryThatRefusesHeadIsAskedByGet(int status) {
        transport.answers(Answer.status(status), Answer.ok(MANIFEST));

        assertThat(registry().digest(REPOSITORY, TAG)).isEqualTo(DIGEST);
    }

    @Test
    void aRegistryThatIsDownIsNotAskedByGet() {
        transport.answers(Answer.status(503));

        assertThatThrownBy(() -> registry().digest(REPOSITORY, TAG)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void whatIsNotThereIsNamedWithPlaceAndCodes() {
        transport.answers(Answer.status(404), Answer.status(404).body("""
                        {"errors": [{"code": "MANIFEST_UNKNOWN"}]}"""));

        assertThatThrownBy(() -> registry().digest(REPOSITORY, TAG))
                .asInstanceOf(type(ImageNotFoundException.class))
                .satisfies(e -> {
                    assertThat(e.image()).isEqualTo("registry.example.org/acme/ml/app:v1");
                    assertThat(e.where()).isEqualTo("the registry registry.example.org");
                    assertThat(e.answer().orElseThrow())
                            .returns("GET", RegistryAnswer::method)
                            .returns(404, RegistryAnswer::status)
                            .returns(MANIFEST_URL, RegistryAnswer::url);
                    assertThat(e.answer().orElseThrow().codes()).containsExactly("MANIFEST_UNKNOWN");
                    assertThat(e).hasMessageContainingAll("acme/ml/app:v1", HOST, "MANIFEST_UNKNOWN");
                });
    }

    @Test
    void whatIsForbiddenBothWaysIsForbidden() {
        transport.answers(Answer.status(403), Answer.status(403).body("Forbidden"));

        assertThatThrownBy(() -> registry().digest(REPOSITORY, TAG))
                .asInstanceOf(type(NotAuthorizedException.class))
                .satisfies(e -> assertThat(e.answer().orElseThrow().body()).isEqualTo("Forbidden"));
    }

    @Test
    void allFourMediaTypesAreAcceptedByBothMethods() {
        transport.answers(Answer.status(200), Answer.ok(MANIFEST));

        registry().digest(REPOSITORY, TAG);

        assertThat(transport.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(
                                request.headers().first("Accept").orElseThrow().split(", "))
                        .containsExactlyInAnyOrder(
                                "application/vnd.oci.image.index.v1+json",
                                "application/vnd.docker.distribution.manifest.list.v2+json",
                                "application/vnd.oci.image.manifest.v1+json",
                                "application/vnd.docker.distribution.manifest.v2+json"));
    }

    @Test
    void bytesAreAskedForAsTheyAre() {
        transport.answers(head(OTHER.toString()));

        registry().digest(REPOSITORY, TAG);

        var headers = transport.request(0).headers();
        assertThat(headers.first("Accept-Encoding")).contains("identity");
        assertThat(headers.first("User-Agent").orElseThrow()).matches("apolo-images/\\d.*");
        assertThat(headers.all("Cookie")).isEmpty();
    }

    @Test
    void aDigestThatIsThereIsConfirmedByHeadAlone() {
        transport.answers(head(OTHER.toString()));

        assertThat(registry().digest(REPOSITORY, Reference.digest(OTHER))).isEqualTo(OTHER);

        assertThat(transport.lines()).containsExactly("HEAD " + ROOT + "/v2/acme/ml/app/manifests/" + OTHER);
    }

    @Test
    void aHeaderWithAnotherDigestThanAskedForIsCheckedAgainstTheBytes() {
        transport.answers(head(OTHER.toString()), Answer.ok(MANIFEST));

        assertThat(registry().digest(REPOSITORY, Reference.digest(DIGEST))).isEqualTo(DIGEST);
    }

    @Test
    void otherBytesThanAskedForAreRefused() {
        transport.answers(head(DIGEST.toString()), Answer.ok(MANIFEST));

        assertThatThrownBy(() -> registry().digest(REPOSITORY, Reference.digest(OTHER)))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContainingAll(OTHER.toString(), DIGEST.toString());
    }
}
