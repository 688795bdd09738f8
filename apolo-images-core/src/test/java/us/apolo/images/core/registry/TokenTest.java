package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** How tokens are fetched, kept and renewed. */
class TokenTest extends TokenRegistryTest {
    @Test
    void aPasswordIsExchangedForTheTokenThatTheRegistryWants() {
        authenticated().manifest(REPOSITORY, TAG);

        assertThat(transport.lines()).containsExactly(GET_MANIFEST, GET_TOKEN, GET_MANIFEST);
        assertThat(authorizations()).containsExactly(BASIC, BASIC, "Bearer token-1");
    }

    @Test
    void whoHasNoCredentialsAsksForATokenWithout() {
        registry().manifest(REPOSITORY, TAG);

        assertThat(transport.lines()).containsExactly(GET_MANIFEST, GET_TOKEN, GET_MANIFEST);
        assertThat(authorizations()).containsExactly("-", "-", "Bearer token-1");
    }

    @Test
    void aTokenServesAllCallsOfItsKindAlsoInLaterOperations() {
        authenticated().manifest(REPOSITORY, TAG);
        authenticated().manifest(REPOSITORY, Reference.tag("v2"));
        authenticated().blobSize(REPOSITORY, Digest.sha256(new byte[0]));

        assertThat(tokenRequests()).hasSize(1);
        assertThat(authorizations()).hasSize(5).endsWith("Bearer token-1", "Bearer token-1", "Bearer token-1");
    }

    @Test
    void whatIsToBeDoneElsewhereOrOtherwiseTakesAnotherToken() {
        authenticated().manifest(REPOSITORY, TAG);
        authenticated().manifest(new Repository(HOST, "acme/ml/other"), TAG);
        tokens.registry(request -> Answer.status(202));
        authenticated().deleteManifest(REPOSITORY, Digest.sha256(new byte[0]));

        assertThat(tokenRequests()).hasSize(3);
    }

    @Test
    void nobodyGetsATokenOfAnotherAccount() {
        authenticated().manifest(REPOSITORY, TAG);
        registry().manifest(REPOSITORY, TAG);
        registry(CredentialsProvider.of(HOST, "alice", "another")).manifest(REPOSITORY, TAG);
        registry(CredentialsProvider.of(HOST, "bob", CREDENTIALS.password())).manifest(REPOSITORY, TAG);
        authenticated().manifest(REPOSITORY, TAG);

        assertThat(tokenRequests()).hasSize(4);
        assertThat(authorizations())
                .filteredOn(value -> value.startsWith("Bearer"))
                .containsExactly(
                        "Bearer token-1", "Bearer token-2", "Bearer token-3", "Bearer token-4", "Bearer token-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                                          | 44",
                ", \"expires_in\": 60                                      | 44",
                ", \"expires_in\": 300                                     | 269",
                ", \"expires_in\": \"300\"                                 | 269",
                ", \"expires_in\": 300.9                                   | 269",
                ", \"expires_in\": 20                                      | 14",
                ", \"expires_in\": null                                    | 44",
                ", \"expires_in\": 1e300                                   | 31535969",
                ", \"expires_in\": 300, \"issued_at\": \"2001-01-01T00:00:00Z\" | 269",
                ", \"expires_in\": 300, \"issued_at\": \"nonsense\"        | 269"
            })
    void aTokenIsRenewedShortlyBeforeItExpires(String members, int goodFor) {
        tokens.alsoGives(members == null ? "" : members);
        authenticated().manifest(REPOSITORY, TAG);

        tokens.clock.move(Duration.ofSeconds(goodFor));
        authenticated().manifest(REPOSITORY, TAG);
        assertThat(tokenRequests()).hasSize(1);

        tokens.clock.move(Duration.ofSeconds(2));
        authenticated().manifest(REPOSITORY, TAG);
        assertThat(tokenRequests()).hasSize(2);
        assertThat(transport.lines()).endsWith(GET_TOKEN, GET_MANIFEST);
        assertThat(authorizations()).endsWith(BASIC, "Bearer token-2");
    }

    @Test
    void aTokenThatWasOldWhenItCameIsRenewedTheEarlier() {
        tokens.alsoGives(", \"expires_in\": 300, \"issued_at\": \"2001-01-01T10:00:00+02:00\"");
        tokens.tokenServer(request -> tokens.give().with("Date", "Mon, 01 Jan 2001 08:04:00 GMT"));
        authenticated().manifest(REPOSITORY, TAG);

        tokens.clock.move(Duration.ofSeconds(44));
        authenticated().manifest(REPOSITORY, TAG);
        assertThat(tokenRequests()).hasSize(1);

        tokens.clock.move(Duration.ofSeconds(2));
        authenticated().manifest(REPOSITORY, TAG);
        assertThat(tokenRequests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {", \"expires_in\": 0", ", \"expires_in\": -1"})
    void aTokenThatIsGoodForNoTimeIsGoodForItsCall(String members) {
        tokens.alsoGives(members);

        authenticated().manifest(REPOSITORY, TAG);
        authenticated().manifest(REPOSITORY, TAG);

        assertThat(transport.lines()).containsExactly(GET_MANIFEST, GET_TOKEN, GET_MANIFEST, GET_TOKEN, GET_MANIFEST);
    }

    @Test
    void theOtherNameOfATokenIsUnderstood() {
        tokens.tokenServer(request -> {
            var unused = tokens.give();
            return Answer.ok("{\"access_token\": \"token-1\", \"token\": \"\"}");
        });

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).endsWith("Bearer token-1");
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() {
        authenticated().manifest(REPOSITORY, TAG);
        tokens.revoke();

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).endsWith("Bearer token-1", BASIC, "Bearer token-2");
    }

    @Test
    void aNewTokenThatIsRefusedAsWellIsAnError() {
        tokens.tokenServer(request -> {
            var answer = tokens.give();
            tokens.revoke();
            return answer;
        });

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContainingAll(
                        "does not accept the token", TokenRegistry.PULL, TokenRegistry.REALM, "gave 401");

        assertThat(transport.lines()).containsExactly(GET_MANIFEST, GET_TOKEN, GET_MANIFEST);
        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class);
        assertThat(transport.lines()).hasSize(6).endsWith(GET_MANIFEST, GET_TOKEN, GET_MANIFEST);
    }

    @Test
    void rightsThatAreMissingAreAskedForAsTheRegistryNamesThem() {
        authenticated().manifest(REPOSITORY, TAG);
        tokens.revoke();
        tokens.challenge("Bearer realm=\"" + TokenRegistry.REALM
                + "\",scope=\"repository:real/name:pull\",error=\"insufficient_scope\"");

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(tokenRequests())
                .containsExactly(GET_TOKEN, "GET " + TokenRegistry.REALM + "?scope=repository%3Areal%2Fname%3Apull");
    }

    @Test
    void rightsThatTheAccountLacksAreAnErrorThatNamesThem() {
        tokens.challenge("Bearer realm=\"" + TokenRegistry.REALM + "\",scope=\"" + TokenRegistry.PULL
                + "\",error=\"insufficient_scope\"");
        tokens.tokenServer(request -> Answer.ok("{\"token\": \"of-no-use\"}"));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContainingAll("does not allow this", TokenRegistry.PULL);
        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContainingAll("there are none", TokenRegistry.PULL);

        assertThat(tokenRequests()).hasSize(2);
    }

    @Test
    void aRegistryThatNamesAnotherScopeEachTimeIsAskedNoMoreThanTwice() {
        var count = new AtomicInteger();
        tokens.tokenServer(request -> {
            tokens.challenge(
                    "Bearer realm=\"" + TokenRegistry.REALM + "\",scope=\"x:y:" + count.incrementAndGet() + "\"");
            return Answer.ok("{\"token\": \"of-no-use\"}");
        });

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class);

        assertThat(tokenRequests()).hasSize(2);
    }

    @Test
    void whereTheRegistryNamesNoScopeItIsTheCallsOwn() {
        tokens.challenge("Bearer realm=\"" + TokenRegistry.REALM + "\"");
        var source = new Repository(HOST, "acme/other");
        tokens.registry(request -> switch (request.method()) {
            case "POST" -> Answer.status(201);
            case "DELETE" -> Answer.status(202);
            default -> Answer.ok("{\"repositories\": [], \"tags\": []}");
        });

        assertThat(authenticated().mountBlob(REPOSITORY, Digest.sha256(new byte[0]), source))
                .isTrue();
        authenticated().deleteManifest(REPOSITORY, Digest.sha256(new byte[0]));
        assertThat(authenticated().repositories(HOST)).isEmpty();
        assertThat(authenticated().tags(REPOSITORY)).isEmpty();

        assertThat(tokenRequests())
                .containsExactly(
                        "GET " + TokenRegistry.REALM
                                + "?scope=repository%3Aacme%2Fother%3Apull&scope=repository%3Aacme%2Fml%2Fapp%3Apull%2Cpush",
                        "GET " + TokenRegistry.REALM + "?scope=repository%3Aacme%2Fml%2Fapp%3Adelete",
                        "GET " + TokenRegistry.REALM + "?scope=registry%3Acatalog%3A*",
                        "GET " + TokenRegistry.REALM + "?scope=repository%3Aacme%2Fml%2Fapp%3Apull");
    }

    @Test
    void severalScopesOfAChallengeAreSeveralParameters() {
        tokens.challenge("Bearer realm=\"" + TokenRegistry.REALM
                + "?account=x\",scope=\"repository:a:pull repository:b:pull,push\"");

        authenticated().manifest(REPOSITORY, TAG);

        assertThat(tokenRequests())
                .containsExactly("GET " + TokenRegistry.REALM
                        + "?account=x&scope=repository%3Aa%3Apull&scope=repository%3Ab%3Apull%2Cpush");
    }

    @Test
    void credentialsThatTheTokenServerRefusesAreRenewedOnce() {
        var other = new Credentials("alice", "other");
        var provider = new CountingProvider(Optional.of(CREDENTIALS), Optional.of(other));
        tokens.tokenServer(
                request -> request.headers().first("Authorization").orElse("").equals(BASIC)
                        ? Answer.status(401).body("wrong password")
                        : tokens.give());

        registry(provider).manifest(REPOSITORY, TAG);

        assertThat(provider.calls()).containsExactly("ask " + HOST, "renew " + HOST + " " + CREDENTIALS.password());
        assertThat(authorizations()).containsExactly(BASIC, BASIC, "Basic " + Redaction.basic(other), "Bearer token-1");
    }

    @Test
    void credentialsThatTheTokenServerRefusesTwiceAreAnError() {
        var provider = new CountingProvider(Optional.of(CREDENTIALS), Optional.of(new Credentials("alice", "other")));
        tokens.tokenServer(request -> Answer.status(401).body("wrong password"));

        assertThatThrownBy(() -> registry(provider).manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContainingAll(
                        TokenRegistry.REALM,
                        HOST,
                        "does not accept the credentials",
                        TokenRegistry.PULL,
                        "wrong password");

        assertThat(tokenRequests()).hasSize(2);
        assertThat(provider.calls()).hasSize(2);
    }

    @Test
    void aTokenThatCanBeHadWithCredentialsAloneIsAnErrorWithout() {
        tokens.tokenServer(request -> Answer.status(401));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContainingAll("there are none", TokenRegistry.PULL);
    }

    @Test
    void aRegistryThatWantsPasswordsAgainGetsThem() {
        authenticated().manifest(REPOSITORY, TAG);
        transport.script(
                request -> request.headers().first("Authorization").orElse("").equals(BASIC)
                        ? Answer.ok(MANIFEST)
                        : Answer.status(401).with("WWW-Authenticate", "Basic realm=\"x\""));

        authenticated().manifest(REPOSITORY, TAG);
        authenticated().manifest(REPOSITORY, TAG);

        assertThat(authorizations()).endsWith("Bearer token-1", "Bearer token-1", BASIC, BASIC);
    }

    @Test
    void onlySoManyTokensAreKept() {
        for (var i = 0; i < 300; i++) {
            authenticated().manifest(new Repository(HOST, "acme/app" + i), TAG);
        }
        authenticated().manifest(new Repository(HOST, "acme/app299"), TAG);
        assertThat(tokenRequests()).hasSize(300);

        authenticated().manifest(new Repository(HOST, "acme/app0"), TAG);
        assertThat(tokenRequests()).hasSize(301);
    }
}
