package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.Redaction;

/** Secrets stand in no message, answer or log line, whatever a server makes of them. */
class SecretsTest extends RegistryTest {
    private static final Credentials SECRET = new Credentials("alice", "very/secret \"one\"");
    private static final String VALUE = "Basic " + Redaction.basic(SECRET);
    private static final String IN_JSON = "very/secret \\\"one\\\"";
    private static final String IN_URL = URLEncoder.encode(SECRET.password(), StandardCharsets.UTF_8);

    /** One whose password may be the name of a host. */
    private static final Credentials REPEATED = new Credentials("alice", "topsecret");

    private Throwable failure() {
        return catchThrowable(
                () -> registry(CredentialsProvider.of(HOST, () -> SECRET)).digest(REPOSITORY, TAG));
    }

    private static void assertNoSecret(String text) {
        assertThat(text).doesNotContain("secret", Redaction.basic(SECRET), IN_JSON, IN_URL);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 429, 500, 503})
    void whatAServerEchoesIsStruckOut(int status) {
        var echo = "You are " + SECRET.password() + ", in JSON " + IN_JSON + ", in a URL " + IN_URL + ", by " + VALUE;
        try (var log = new CapturedLog()) {
            transport.script(request -> Answer.status(status).body(echo));

            var failure = failure();

            assertThat(failure).isInstanceOf(ImagesException.class).hasMessageContaining("You are ***");
            assertNoSecret(Texts.of(failure));
            log.lines().forEach(SecretsTest::assertNoSecret);
        }
    }

    @Test
    void whatIsWrongWithAManifestIsToldWithoutTheSecretsThatItRepeats() {
        var digest = "sha256:" + IN_URL;
        transport.answers(
                Answer.ok("{}").with("Content-Type", SECRET.password()),
                Answer.ok("{\"layers\": [{\"digest\": \"" + digest + "\", \"size\": 1}]}"));
        var registry = registry(CredentialsProvider.of(HOST, () -> SECRET));

        for (var words : List.of("its media type is '***'", "has a broken digest")) {
            var failure = catchThrowable(() -> registry.manifest(REPOSITORY, TAG));

            assertThat(failure).isInstanceOf(RegistryProtocolException.class).hasMessageContaining(words);
            assertNoSecret(Texts.of(failure));
        }
    }

    @Test
    void whereNobodyShouldGoIsToldWithoutTheSecretsThatAreInIt() {
        transport.script(request -> Answer.redirect(302, "http://" + REPEATED.password() + ".example.org/"));
        var registry = registry(CredentialsProvider.of(HOST, () -> REPEATED));

        assertThatThrownBy(() -> registry.digest(REPOSITORY, TAG))
                .hasMessageContaining(
                        "redirects to where nobody should go: from https to http, at http://***.example.org")
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain(REPEATED.password()));
    }

    @Test
    void whatAServerEchoesInACodeIsStruckOut() {
        transport.script(
                request -> Answer.status(400).body("{\"errors\": [{\"code\": \"X " + IN_JSON + " " + VALUE + "\"}]}"));

        var failure = failure();

        assertThat(((ImagesException) failure).answer().orElseThrow().codes())
                .first()
                .asString()
                .startsWith("X ***");
        assertNoSecret(Texts.of(failure));
    }

    @Test
    void whatAServerEchoesInAMessageIsStruckOut() {
        transport.script(request -> Answer.status(400)
                .body("{\"errors\": [{\"message\": \"X " + IN_JSON + "\", \"detail\": \"" + VALUE + "\"}]}"));

        var failure = failure();

        assertThat(((ImagesException) failure).answer().orElseThrow().messages())
                .first()
                .asString()
                .startsWith("X ***");
        assertNoSecret(Texts.of(failure));
    }

    @Test
    void aSecretThatIsLongerThanACodeIsStruckOutAsAWhole() {
        var token = "secret".repeat(300);
        transport.script(request -> Answer.status(400)
                .body("{\"errors\": [{\"code\": \"" + token + "\", \"message\": \"" + token + "\"}]}"));

        var failure = catchThrowable(
                () -> registry(CredentialsProvider.of(HOST, "alice", token)).manifest(REPOSITORY, TAG));

        assertThat(Texts.of(failure)).contains("***").doesNotContain("secret");
    }

    @Test
    void aPasswordThatIsAWordOfTheBodyHidesNoCode() {
        transport.script(request -> Answer.status(400).body("{\"errors\": [{\"code\": \"MANIFEST_INVALID\"}]}"));

        var failure = catchThrowable(
                () -> registry(CredentialsProvider.of(HOST, "alice", "errors")).manifest(REPOSITORY, TAG));

        assertThat(((ImagesException) failure).answer().orElseThrow().codes()).containsExactly("MANIFEST_INVALID");
    }

    @Test
    void anEmptyPasswordStrikesNothingOut() {
        transport.script(request -> Answer.status(400).body("plain words"));

        var failure = catchThrowable(
                () -> registry(CredentialsProvider.of(HOST, "", "")).manifest(REPOSITORY, TAG));

        assertThat(failure).hasMessageContaining("plain words");
    }

    @Test
    void aSecretInTheAddressOfARedirectIsStruckOut() {
        transport.script(request -> request.uri().getPath().startsWith("/v2/")
                ? Answer.redirect(302, "/login/" + IN_URL + "?token=" + IN_URL)
                : Answer.status(404));

        assertNoSecret(Texts.of(failure()));
    }

    @Test
    void aBrokenConnectionTellsNoSecret() {
        transport.script(request -> {
            throw new IOException("reset");
        });

        assertNoSecret(Texts.of(failure()));
    }

    @Test
    void requestsAreShownWithoutSecrets() {
        transport.script(request -> Answer.status(404));

        assertThat(failure()).isNotNull();

        assertThat(transport.requests()).isNotEmpty().allSatisfy(request -> {
            assertNoSecret(request.toString());
            assertNoSecret(request.headers().toString());
        });
    }

    @Test
    void theLogTellsThatHeadWasRefused() {
        try (var log = new CapturedLog()) {
            transport.answers(Answer.status(403), Answer.ok(MANIFEST));

            authenticated().digest(REPOSITORY, TAG);

            assertThat(log.lines()).hasSize(1).first().asString().contains("HEAD was refused", "403");
        }
    }
}
