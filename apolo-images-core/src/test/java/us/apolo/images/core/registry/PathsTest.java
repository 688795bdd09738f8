package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** No repository and no tag reaches another path than its own. */
class PathsTest extends RegistryTest {
    private static final Digest DIGEST = Digest.sha256(new byte[0]);

    @ParameterizedTest
    @CsvSource({
        "app, app",
        "org/project/name, org/project/name",
        "NO_ORG/project/name, NO_ORG/project/name",
        "orgänisation/проект/名前, org%C3%A4nisation/%D0%BF%D1%80%D0%BE%D0%B5%D0%BA%D1%82/%E5%90%8D%E5%89%8D",
        "a.b/c..d/..e/f../..., a.b/c..d/..e/f../...",
        "a b+c~d*e/x, a%20b%2Bc%7Ed*e/x",
        "a?b#c/x, a%3Fb%23c/x",
        "a%2fb/%2e%2e/x, a%252fb/%252e%252e/x",
        "a\\..\\b;c=d&e, a%5C..%5Cb%3Bc%3Dd%26e"
    })
    void everySegmentOfARepositoryIsEncoded(String path, String expected) {
        var repository = new Repository(HOST, path);

        assertThat(Paths.tags(repository)).isEqualTo("/v2/" + expected + "/tags/list");
        assertThat(Paths.blob(repository, DIGEST)).isEqualTo("/v2/" + expected + "/blobs/" + DIGEST);
        assertThat(Paths.uploads(repository)).isEqualTo("/v2/" + expected + "/blobs/uploads/");
        assertThat(Paths.manifest(repository, TAG)).isEqualTo("/v2/" + expected + "/manifests/v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "/a", "a/", "/", "a///b"})
    void anEmptySegmentIsRefused(String path) {
        var repository = new Repository(HOST, path);

        assertThatThrownBy(() -> Paths.tags(repository)).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> Paths.manifest(repository, TAG)).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> Paths.blob(repository, DIGEST)).isInstanceOf(InvalidNameException.class);
        assertThatThrownBy(() -> Paths.uploads(repository)).isInstanceOf(InvalidNameException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../x", "x/..", "x/./y", "x/../../y"})
    void aRepositoryHasNoSegmentOfDots(String path) {
        assertThatThrownBy(() -> Paths.tags(new Repository(HOST, path))).isInstanceOf(InvalidNameException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.0_a-B, v1.0_a-B",
        "../../other/manifests/v1, ..%2F..%2Fother%2Fmanifests%2Fv1",
        "v1?n=1, v1%3Fn%3D1",
        "v1#x, v1%23x",
        "%2e%2e%2fx, %252e%252e%252fx",
        "..\\x, ..%5Cx",
        "..., ...",
        "//other.example.org/x, %2F%2Fother.example.org%2Fx"
    })
    void aTagIsOneSegment(String tag, String expected) {
        assertThat(Paths.manifest(REPOSITORY, Reference.tag(tag))).isEqualTo("/v2/acme/ml/app/manifests/" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aTagThatWouldBeFoldedAwayIsRefusedBeforeAnythingIsAsked(String tag) {
        assertThatThrownBy(() -> registry().digest(REPOSITORY, Reference.tag(tag)))
                .isInstanceOf(InvalidNameException.class);
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void aDigestStandsAsItIs() {
        assertThat(Paths.manifest(REPOSITORY, Reference.digest(DIGEST)))
                .isEqualTo("/v2/acme/ml/app/manifests/" + DIGEST);
        assertThat(Paths.blob(REPOSITORY, new Digest("a+b.c_d-e", "A=_-z")))
                .isEqualTo("/v2/acme/ml/app/blobs/a+b.c_d-e:A=_-z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc", "a?b", "a#b", "a%2fb", "a/b", "@other.example.org", "\u0000", "\ud800"})
    void whateverTheTagItsRequestStaysInItsRepository(String tag) {
        transport.answers(Answer.ok(MANIFEST));

        registry().manifest(REPOSITORY, Reference.tag(tag));

        var uri = transport.request(0).uri();
        assertThat(uri.getRawQuery()).isNull();
        assertThat(uri.getRawFragment()).isNull();
        assertThat(uri.getRawAuthority()).isEqualTo(HOST);
        assertThat(uri.normalize()).isEqualTo(uri);
        assertThat(URI.create(ROOT + "/v2/acme/ml/app/manifests/")
                        .relativize(uri)
                        .getRawPath())
                .doesNotContain("/");
    }
}
