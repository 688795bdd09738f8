package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.port.Repository;

/** Where passwords and tokens go, and where they do not. */
class TokenPlacesTest extends TokenRegistryTest {
    @Test
    void ofBothOffersTheTokenIsTaken() {
        tokens.challenge("Basic realm=\"x\", Bearer realm=\"" + TokenRegistry.REALM + "\"");

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).endsWith(BASIC, "Bearer token-1");
    }

    @Test
    void anAddressThatNobodyShouldGoToLeavesThePassword() {
        tokens.challenge("Bearer realm=\"http://auth.example.org/token\", Basic realm=\"x\"");

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("does not accept the credentials");

        assertThat(tokenRequests()).isEmpty();
    }

    @Test
    void aSecondAddressMayBeBetterThanTheFirst() {
        tokens.challenge(
                "Bearer realm=\"http://auth.example.org/token\", Bearer realm=\"" + TokenRegistry.REALM + "\"");

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).endsWith("Bearer token-1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://auth.example.org/token, is not over TLS",
        "https://alice:canary@auth.example.org/token, not an HTTP address",
        "ftp://auth.example.org/token, not an HTTP address",
        "no address at all, not an address",
        "'', no address"
    })
    void anAddressThatNobodyShouldGoToIsAnError(String realm, String why) {
        tokens.challenge("Bearer realm=\"" + realm + "\"");

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContainingAll("wants a token to be fetched where nobody should go", why)
                .message()
                .doesNotContain("canary");

        assertThat(transport.lines()).containsExactly(GET_MANIFEST);
    }

    @Test
    void aRegistryInTheOpenMayHaveItsTokenServerBesideIt() {
        var repository = new Repository("plain.example.org:5000", "app");
        tokens.challenge("Bearer realm=\"http://plain.example.org:5001/token\"");
        transport.script(request -> request.uri().getPort() == 5001 ? tokens.give() : tokens.answer(request));

        registry(CredentialsProvider.of("plain.example.org:5000", "alice", "x")).manifest(repository, TAG);

        assertThat(authorizations()).endsWith("Bearer token-1");
    }

    @Test
    void aChallengeFromElsewhereIsNeverAnswered() {
        transport.script(request -> request.uri().getHost().equals(HOST)
                ? Answer.redirect(307, "https://files.example.org/blob")
                : Answer.status(401).with("WWW-Authenticate", "Bearer realm=\"" + TokenRegistry.REALM + "\""));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG)).hasMessageContaining("401");

        assertThat(transport.lines()).containsExactly(GET_MANIFEST, "GET https://files.example.org/blob");
        assertThat(authorizations()).containsExactly(BASIC, "-");
    }

    @Test
    void aTokenGoesNowhereButToItsRegistry() {
        authenticated().manifest(REPOSITORY, TAG);
        tokens.registry(request -> request.uri().getHost().equals(HOST)
                ? Answer.redirect(307, "https://files.example.org/blob")
                : Answer.ok(MANIFEST));
        transport.script(request ->
                request.uri().getHost().equals("files.example.org") ? Answer.ok(MANIFEST) : tokens.answer(request));

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(transport.lines()).endsWith(GET_MANIFEST, "GET https://files.example.org/blob");
        assertThat(authorizations()).endsWith("Bearer token-1", "-");
    }

    @Test
    void aPasswordThatIsWantedForTheCatalogAloneGoesAlongWithItAlone() {
        authenticated().manifest(REPOSITORY, TAG);
        transport.script(request -> {
            if (!request.uri().getPath().equals("/v2/_catalog")) {
                return tokens.answer(request);
            }
            return request.headers().first("Authorization").orElse("").equals(BASIC)
                    ? Answer.ok("{\"repositories\": [\"a\"]}")
                    : Answer.status(401).with("WWW-Authenticate", "Basic realm=\"harbor\"");
        });

        assertThat(authenticated().repositories(HOST)).containsExactly("a");
        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).endsWith("Bearer token-1", BASIC, "Bearer token-1");
    }
}
