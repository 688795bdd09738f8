package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImagesException;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.port.HttpRequest;

/** Passwords, tokens, refresh tokens and identity tokens stand in no message, answer, text or log line. */
class TokenSecretsTest extends TokenRegistryTest {
    private static final Credentials PASSWORD = new Credentials("alice", "canary-password/\"+1\"");
    private static final Credentials IDENTITY = Credentials.identityToken("canary-identity/+1");
    private static final String TOKEN = "canary-token+/=1";
    private static final String REFRESH = "canary-refresh/\\\"+1\\\"";
    private static final String GIVEN =
            "{\"token\": \"" + TOKEN + "\", \"refresh_token\": \"" + REFRESH + "\", \"expires_in\": 60}";

    /** What was sent, in every form. */
    private static String echo(HttpRequest request) {
        return request.method().equals("POST")
                ? forms(IDENTITY.password())
                : forms(PASSWORD.password()) + " Basic " + Redaction.basic(PASSWORD);
    }

    private static String forms(String secret) {
        return String.join(
                " ",
                "{\"errors\": [{\"code\": \"X" + secret.replace("\"", "\\\"") + "\"}]}",
                secret,
                secret.replace("\"", "\\\""),
                URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    private static void assertNoSecret(String text) {
        assertThat(text).doesNotContain("canary", Redaction.basic(PASSWORD));
    }

    private void assertNothingTold(CredentialsProvider provider) {
        try (var log = new CapturedLog()) {
            var failure = catchThrowable(() -> registry(provider).digest(REPOSITORY, TAG));

            assertThat(failure).isInstanceOf(ImagesException.class);
            assertNoSecret(Texts.of(failure));
            log.lines().forEach(TokenSecretsTest::assertNoSecret);
        }
        assertThat(transport.requests()).allSatisfy(request -> {
            assertNoSecret(request.toString());
            assertNoSecret(request.headers().toString());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 405, 429, 500, 503})
    void ofWhatATokenServerEchoes(int status) {
        tokens.tokenServer(request -> Answer.status(status).body(echo(request)));

        assertNothingTold(CredentialsProvider.of(HOST, () -> PASSWORD));
        assertNothingTold(CredentialsProvider.of(HOST, () -> IDENTITY));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500})
    void ofWhatARegistryEchoesThatHasAToken(int status) {
        tokens.tokenServer(request -> Answer.ok(GIVEN));
        transport.script(request -> {
            var isForUs = request.headers().first("Authorization").orElse("").startsWith("Bearer");
            return isForUs
                    ? Answer.status(status)
                            .with("WWW-Authenticate", "Bearer realm=\"" + TokenRegistry.REALM + "\"")
                            .body("You sent " + TOKEN + " and " + PASSWORD.password() + " and "
                                    + URLEncoder.encode(TOKEN, StandardCharsets.UTF_8) + " "
                                    + Redaction.basic(PASSWORD))
                    : tokens.answer(request);
        });

        assertNothingTold(CredentialsProvider.of(HOST, () -> PASSWORD));
    }

    @Test
    void ofWhatATokenServerEchoesInAnExchange() {
        tokens.tokenServer(request -> Answer.ok(GIVEN));
        var unused = catchThrowable(
                () -> registry(CredentialsProvider.of(HOST, () -> PASSWORD)).manifest(REPOSITORY, TAG));
        tokens.clock.move(Duration.ofSeconds(60));
        tokens.tokenServer(request -> Answer.status(503)
                .body("refresh " + URLEncoder.encode("canary-refresh/\"+1\"", StandardCharsets.UTF_8) + " " + REFRESH));

        assertNothingTold(CredentialsProvider.of(HOST, () -> PASSWORD));
        assertThat(tokenRequests()).endsWith("POST " + TokenRegistry.REALM);
    }

    @Test
    void ofAnAnswerThatCannotBeUnderstood() {
        for (var body : List.of(
                GIVEN.replace(TOKEN, TOKEN + " "),
                GIVEN.replace("}", ""),
                "token=" + TOKEN,
                GIVEN.replace("\"token\"", "\"tokens\""),
                "<html>" + TOKEN)) {
            tokens.tokenServer(request -> Answer.ok(body));
            assertNothingTold(CredentialsProvider.of(HOST, () -> PASSWORD));
        }
    }

    @Test
    void ofTheAddressOfATokenServer() {
        tokens.challenge("Bearer realm=\"https://auth.example.org/token?key=canary\",scope=\"a\"");
        tokens.tokenServer(request -> Answer.status(500));
        assertNothingTold(CredentialsProvider.of(HOST, () -> PASSWORD));

        tokens.tokenServer(request -> Answer.redirect(302, "https://elsewhere.example.org/canary?key=canary"));
        assertNothingTold(CredentialsProvider.of(HOST, () -> PASSWORD));

        tokens.challenge("Bearer realm=\"http://auth.example.org/token?key=canary\"");
        assertNothingTold(CredentialsProvider.of(HOST, () -> PASSWORD));
        tokens.challenge("Bearer realm=\"https://canary:canary@auth.example.org/token\"");
        assertNothingTold(CredentialsProvider.of(HOST, () -> PASSWORD));
    }
}
