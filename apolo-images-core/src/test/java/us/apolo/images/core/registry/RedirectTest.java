package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.Repository;

/** Where a registry may send a request, and what goes along. */
class RedirectTest extends RegistryTest {
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsFollowed(int status) {
        transport.answers(Answer.redirect(status, "/elsewhere?x=1"), Answer.ok(MANIFEST));

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(transport.lines()).containsExactly("GET " + MANIFEST_URL, "GET " + ROOT + "/elsewhere?x=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/elsewhere",
                "https://registry.example.org/elsewhere",
                "https://REGISTRY.example.org:443/elsewhere",
                "//registry.example.org/elsewhere"
            })
    void credentialsGoToTheRegistryItself(String location) {
        transport.answers(Answer.redirect(307, location), Answer.ok(MANIFEST));

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).hasSize(2).doesNotContain("-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://files.example.org/",
                "https://registry.example.org:8443/",
                "https://registry.example.org.:443/",
                "https://www.registry.example.org/",
                "//files.example.org/v2/"
            })
    void credentialsGoNowhereElse(String location) {
        transport.answers(Answer.redirect(307, location), Answer.ok(MANIFEST));

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).hasSize(2).last().isEqualTo("-");
        assertThat(transport.request(1).headers().first("Accept")).isPresent();
    }

    @Test
    void anotherSchemeIsAnotherPlace() {
        var plain = new HttpRegistry.Factory(
                transport,
                ApoloConfig.builder()
                        .cluster("default", URI.create("http://" + HOST + ":80"))
                        .build());
        transport.answers(Answer.redirect(307, "https://" + HOST + ":80/"), Answer.ok(MANIFEST));

        plain.create(registry -> Optional.of(CREDENTIALS)).manifest(new Repository(HOST + ":80", "a"), TAG);

        assertThat(authorizations()).hasSize(2).last().isEqualTo("-");
        assertThat(authorizations().get(0)).startsWith("Basic ");
    }

    @Test
    void credentialsComeBackWithTheRequest() {
        transport.answers(
                Answer.redirect(307, "https://files.example.org/"),
                Answer.redirect(307, ROOT + "/back"),
                Answer.ok(MANIFEST));

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).hasSize(3).element(1).isEqualTo("-");
        assertThat(authorizations().get(2)).startsWith("Basic ");
    }

    @Test
    void credentialsOfOneRegistryAreNotAskedForAnother() {
        transport.answers(Answer.ok(MANIFEST));
        var provider = CredentialsProvider.of("other.example.org", "alice", "one-secret");

        registry(provider).manifest(REPOSITORY, TAG);

        assertThat(authorizations()).containsExactly("-");
    }

    @Test
    void aLoopOfRedirectsEnds() {
        transport.script(request -> Answer.redirect(302, MANIFEST_URL));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("redirects more than 5 times");

        assertThat(transport.requests()).hasSize(6);
    }

    @Test
    void aRedirectToNowhereIsARefusal() {
        transport.answers(Answer.status(307));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("307");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://registry.example.org/",
                "http://files.example.org/?signature=a-signature",
                "https://alice:a-signature@files.example.org/",
                "ftp://files.example.org/",
                "file:///etc/passwd",
                "https://files.example.org/ ?a-signature",
                ""
            })
    void aRedirectToWhereNobodyShouldGoIsRefused(String location) {
        transport.answers(Answer.redirect(307, location));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("where nobody should go")
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("a-signature"));

        assertThat(transport.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalElsewhereIsNotAboutTheAccount(int status) {
        transport.answers(
                Answer.redirect(307, "https://files.example.org/?signature=a-signature"),
                Answer.status(status).body("expired"));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContainingAll("https://files.example.org/?signature=***", "expired");
    }

    @Test
    void whatIsNotThereElsewhereIsNotThere() {
        transport.answers(Answer.redirect(307, "https://files.example.org/"), Answer.status(404));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG)).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void headIsRedirectedAsHead() {
        transport.answers(
                Answer.redirect(307, "https://files.example.org/"),
                Answer.status(200).with("Content-Length", "7"));

        assertThat(authenticated().blobSize(REPOSITORY, Digest.sha256(new byte[0])))
                .hasValue(7);

        assertThat(transport.lines()).last().isEqualTo("HEAD https://files.example.org/");
    }
}
