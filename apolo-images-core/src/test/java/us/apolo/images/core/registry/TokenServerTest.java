package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.RegistryPort;

/** What token servers answer, and how identity tokens and refresh tokens are exchanged. */
class TokenServerTest extends TokenRegistryTest {
    private static final String POST_TOKEN = "POST " + TokenRegistry.REALM;

    private RegistryPort identified() {
        return registry(CredentialsProvider.of(HOST, () -> Credentials.identityToken("identity+1")));
    }

    private String sentTo(int request) {
        return new String(transport.sent(request), StandardCharsets.UTF_8);
    }

    private <E extends Throwable> E failure(Class<E> type, ScriptedTransport.Script tokenServer) {
        tokens.tokenServer(tokenServer);
        return catchThrowableOfType(type, () -> authenticated().manifest(REPOSITORY, TAG));
    }

    @Test
    void whoMayHaveNoTokenIsNotAuthorized() {
        assertThat(failure(
                        NotAuthorizedException.class,
                        request -> Answer.status(403).body("{\"errors\":[{\"code\":\"DENIED\"}]}")))
                .hasMessageContainingAll(TokenRegistry.REALM, HOST, TokenRegistry.PULL, "DENIED")
                .extracting(e -> e.answer().orElseThrow().codes())
                .asString()
                .isEqualTo("[DENIED]");
    }

    @Test
    void tooManyRequestsTellWhenToComeBack() {
        assertThat(failure(
                                RateLimitedException.class,
                                request -> Answer.status(429).with("Retry-After", "30"))
                        .retryAt())
                .contains(Instant.parse("2026-01-01T00:00:30Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void aTokenServerThatIsDownMayComeBack(int status) {
        assertThat(failure(RegistryUnavailableException.class, request -> Answer.status(status)))
                .hasMessageContainingAll(TokenRegistry.REALM, HOST, String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 400, 404, 405, 410})
    void otherStatusesAreRefusals(int status) {
        assertThat(failure(RegistryRefusedException.class, request -> Answer.status(status)))
                .hasMessageContainingAll(TokenRegistry.REALM, String.valueOf(status));
    }

    @Test
    void aBrokenConnectionIsOneOfTheTokenServer() {
        assertThat(failure(RegistryUnavailableException.class, request -> {
                    throw new IOException("reset");
                }))
                .hasMessageContainingAll("reset", TokenRegistry.REALM, HOST);
        assertThat(failure(RegistryUnavailableException.class, request -> {
                    throw new SocketTimeoutException("timeout");
                }))
                .hasMessageContainingAll("The token server", "did not answer GET token for repository:", " in time");
        assertThat(failure(RegistryUnavailableException.class, request -> {
                    throw new SSLHandshakeException("no path");
                }))
                .hasMessageContainingAll("no secure connection", "no path", TokenRegistry.REALM);
        assertThat(failure(
                        RegistryUnavailableException.class,
                        request -> Answer.status(200).body(Bodies.cut("{\"tok", new IOException("cut off")))))
                .hasMessageContaining("cut off");
    }

    @Test
    void anInterruptIsOne() {
        assertThat(failure(OperationCancelledException.class, request -> {
                    throw new InterruptedIOException();
                }))
                .hasMessageContaining(TokenRegistry.REALM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense canary",
                "{\"token\": canary",
                "{\"token\": 5}",
                "{\"token\": \"\"}",
                "{\"token\": null, \"access_token\": [\"canary\"]}",
                "[\"canary\"]",
                "\"canary\"",
                "{\"token\": \"canary with spaces\"}",
                "{\"token\": \"canary\\r\\nX-Header: y\"}",
                "{\"token\": \"canäry\"}"
            })
    void anAnswerWithoutATokenIsNone(String body) {
        assertThat(failure(RegistryProtocolException.class, request -> Answer.ok(body)))
                .hasMessageContainingAll("There is no token to be had", TokenRegistry.REALM, HOST)
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("canary", "canäry"));
    }

    @Test
    void aHugeAnswerIsNotReadToItsEnd() {
        assertThat(failure(RegistryProtocolException.class, request -> Answer.ok("\"" + "a".repeat(3 << 20))))
                .hasMessageContaining("larger than");
        assertThat(transport.aborted()).isEqualTo(1);
    }

    @Test
    void aDeepAnswerIsNone() {
        assertThat(failure(RegistryProtocolException.class, request -> Answer.ok("[".repeat(100_000))))
                .hasMessageContaining("not JSON");
    }

    @Test
    void redirectsAreFollowedOnTheSameServer() {
        tokens.tokenServer(request -> request.uri().getPath().equals("/token")
                ? Answer.redirect(302, "/v2/token?service=registry")
                : tokens.give());

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(tokenRequests())
                .containsExactly(GET_TOKEN, "GET https://auth.example.org/v2/token?service=registry");
        assertThat(authorizations()).containsExactly(BASIC, BASIC, BASIC, "Bearer token-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.org/token",
                "https://auth.example.org:444/token",
                "http://auth.example.org/token",
                "ftp://auth.example.org/token",
                "https://alice:x@auth.example.org/token",
                "https://[/token"
            })
    void redirectsElsewhereAreNot(String location) {
        assertThat(failure(RegistryProtocolException.class, request -> Answer.redirect(307, location)))
                .hasMessageContaining("redirects to another host, where no credentials go");
        assertThat(tokenRequests()).containsExactly(GET_TOKEN);
    }

    @Test
    void redirectsEndSomewhere() {
        assertThat(failure(RegistryProtocolException.class, request -> Answer.redirect(307, "/token")))
                .hasMessageContaining("more than 5 times");
        assertThat(tokenRequests()).hasSize(6);
    }

    @Test
    void anIdentityTokenIsExchanged() {
        identified().manifest(REPOSITORY, TAG);

        assertThat(transport.lines()).containsExactly(GET_MANIFEST, POST_TOKEN, GET_MANIFEST);
        assertThat(authorizations()).containsExactly("-", "-", "Bearer token-1");
        assertThat(transport.request(1).headers().first("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(sentTo(1))
                .isEqualTo("grant_type=refresh_token&client_id=apolo-images&service=registry"
                        + "&scope=repository%3Aacme%2Fml%2Fapp%3Apull&refresh_token=identity%2B1");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void anIdentityTokenThatIsNotAcceptedIsAnError(int status) {
        tokens.tokenServer(request -> Answer.status(status).body("{\"error\": \"invalid_grant identity+1\"}"));

        assertThatThrownBy(() -> identified().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContainingAll("does not accept the identity token", "invalid_grant ***");
    }

    @Test
    void aTokenServerThatKnowsNoIdentityTokensIsAnError() {
        tokens.tokenServer(request -> Answer.status(405));

        assertThatThrownBy(() -> identified().manifest(REPOSITORY, TAG))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContainingAll("takes no identity token", "user name and a password", "405");
    }

    @Test
    void aRegistryThatWantsPasswordsTakesNoIdentityToken() {
        tokens.challenge("Basic realm=\"x\"");

        assertThatThrownBy(() -> identified().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("takes no identity token");

        assertThat(authorizations()).containsExactly("-");
    }

    @Test
    void aRedirectOfAnExchangeIsNotFollowed() {
        tokens.tokenServer(request -> Answer.redirect(307, "/other"));

        assertThatThrownBy(() -> identified().manifest(REPOSITORY, TAG)).hasMessageContaining("gave 307");

        assertThat(tokenRequests()).containsExactly(POST_TOKEN);
    }

    private Answer givingRefreshTokens(HttpRequest request) {
        return request.method().equals("POST")
                        && sentTo(transport.requests().size() - 1).endsWith("=stale")
                ? Answer.status(400)
                : tokens.give();
    }

    @Test
    void aRefreshTokenSparesThePassword() {
        tokens.alsoGives(", \"refresh_token\": \"refresh-1\"");
        authenticated().manifest(REPOSITORY, TAG);

        tokens.alsoGives(", \"refresh_token\": \"refresh-2\"");
        tokens.clock.move(Duration.ofSeconds(60));
        authenticated().manifest(REPOSITORY, TAG);
        assertThat(tokenRequests()).containsExactly(GET_TOKEN, POST_TOKEN);
        assertThat(sentTo(3)).endsWith("refresh_token=refresh-1");

        tokens.clock.move(Duration.ofSeconds(60));
        authenticated().manifest(REPOSITORY, TAG);
        assertThat(tokenRequests()).containsExactly(GET_TOKEN, POST_TOKEN, POST_TOKEN);
        assertThat(sentTo(5)).endsWith("refresh_token=refresh-2");
        assertThat(authorizations()).endsWith("-", "Bearer token-3");
    }

    @Test
    void aRefreshTokenIsForTheAccountAlone() {
        tokens.alsoGives(", \"refresh_token\": \"refresh-1\"");
        authenticated().manifest(REPOSITORY, TAG);

        registry(CredentialsProvider.of(HOST, "bob", "x")).manifest(REPOSITORY, TAG);
        registry().manifest(REPOSITORY, TAG);

        assertThat(tokenRequests()).containsExactly(GET_TOKEN, GET_TOKEN, GET_TOKEN);
    }

    @Test
    void aRefreshTokenThatIsNotAcceptedIsForgottenAndThePasswordMustDo() {
        tokens.alsoGives(", \"refresh_token\": \"stale\"");
        tokens.tokenServer(this::givingRefreshTokens);
        authenticated().manifest(REPOSITORY, TAG);
        tokens.clock.move(Duration.ofSeconds(60));

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(tokenRequests()).containsExactly(GET_TOKEN, POST_TOKEN, GET_TOKEN);
        assertThat(authorizations()).endsWith("-", BASIC, "Bearer token-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void aServerThatGivesRefreshTokensAndTakesNoneIsOfferedNoMore(int status) {
        tokens.alsoGives(", \"refresh_token\": \"refresh\"");
        tokens.tokenServer(request -> request.method().equals("POST") ? Answer.status(status) : tokens.give());
        for (var i = 0; i < 3; i++) {
            authenticated().manifest(REPOSITORY, TAG);
            tokens.clock.move(Duration.ofSeconds(60));
        }

        assertThat(tokenRequests()).containsExactly(GET_TOKEN, POST_TOKEN, GET_TOKEN, GET_TOKEN);
    }

    @Test
    void aRefreshTokenIsKeptWhereTheServerIsDown() {
        tokens.alsoGives(", \"refresh_token\": \"refresh\"");
        authenticated().manifest(REPOSITORY, TAG);
        tokens.clock.move(Duration.ofSeconds(60));

        assertThat(failure(RegistryUnavailableException.class, request -> Answer.status(503)))
                .isNotNull();
        tokens.tokenServer(request -> tokens.give());
        authenticated().manifest(REPOSITORY, TAG);

        assertThat(tokenRequests()).containsExactly(GET_TOKEN, POST_TOKEN, POST_TOKEN);
    }
}
