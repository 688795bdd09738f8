package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.core.http.RetryAfter;
import us.apolo.images.port.HttpHeaders;

/** What each status means. */
class FailuresTest extends RegistryTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private <E extends ImagesException> E failure(Class<E> type, Answer answer) {
        transport.answers(answer);
        return catchThrowableOfType(type, () -> authenticated().manifest(REPOSITORY, TAG));
    }

    @Test
    void everyErrorCarriesTheAnswer() {
        var answer = failure(
                        RegistryRefusedException.class,
                        Answer.status(400)
                                .body("{\"errors\": [{\"code\": \"A\"}, {\"code\": \"B\", \"detail\": [1]}]}"))
                .answer()
                .orElseThrow();

        assertThat(answer)
                .returns("GET", RegistryAnswer::method)
                .returns(MANIFEST_URL, RegistryAnswer::url)
                .returns(400, RegistryAnswer::status);
        assertThat(answer.codes()).containsExactly("A", "B");
        assertThat(answer.body()).contains("detail");
    }

    @Test
    void unauthorizedIsNotAuthenticated() {
        assertThat(failure(NotAuthenticatedException.class, Answer.status(401)))
                .hasMessageContainingAll(HOST, "fresh token", "401");
    }

    @Test
    void forbiddenIsNotAuthorized() {
        assertThat(failure(NotAuthorizedException.class, Answer.status(403).body("Forbidden")))
                .hasMessageContainingAll(HOST, "does not allow", "403", "Forbidden");
    }

    @Test
    void notFoundNamesTheImage() {
        assertThat(failure(ImageNotFoundException.class, Answer.status(404)).image())
                .isEqualTo("registry.example.org/acme/ml/app:v1");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 599})
    void serverErrorsMayPass(int status) {
        assertThat(failure(RegistryUnavailableException.class, Answer.status(status)))
                .hasMessageContainingAll("cannot answer now", String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 400, 405, 409, 410, 413, 418, 451, 501})
    void otherStatusesAreRefusals(int status) {
        assertThat(failure(RegistryRefusedException.class, Answer.status(status)))
                .hasMessageContainingAll("refuses", String.valueOf(status));
    }

    @Test
    void tooManyRequestsTellsWhenToComeBack() {
        var failure = failure(
                RateLimitedException.class,
                Answer.status(429).body("slow down").with("Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"));

        assertThat(failure.retryAt()).contains(Instant.parse("2026-10-21T07:28:00Z"));
        assertThat(failure).hasMessageContainingAll("come back at 2026-10-21T07:28:00Z", "slow down");
    }

    @Test
    void secondsCountFromNow() {
        var before = Instant.now();

        var retryAt = failure(RateLimitedException.class, Answer.status(429).with("Retry-After", "120"))
                .retryAt()
                .orElseThrow();

        assertThat(retryAt).isBetween(before.plusSeconds(120), Instant.now().plusSeconds(120));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999", "Wed, 32 Oct 2026 07:28:00 GMT", "0x10"})
    void garbageIsNoTimeToComeBack(String value) {
        assertThat(failure(RateLimitedException.class, Answer.status(429).with("Retry-After", value))
                        .retryAt())
                .isEmpty();
    }

    @Test
    void aRegistryNeedNotSayWhenToComeBack() {
        assertThat(failure(RateLimitedException.class, Answer.status(429)).retryAt())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2026-01-01T00:00:00Z",
        "' 60 ', 2026-01-01T00:01:00Z",
        "999999999, 2027-01-01T00:00:00Z",
        "'Thu, 1 Jan 1970 00:00:00 GMT', 1970-01-01T00:00:00Z"
    })
    void retryAfterIsReadAsSecondsOrDate(String value, Instant expected) {
        assertThat(RetryAfter.of(HttpHeaders.builder().add("Retry-After", value).build(), NOW))
                .contains(expected);
    }

    @Test
    void aRegistryThatTakesBothIsForUs() {
        transport.script(request -> Answer.status(401)
                .with("WWW-Authenticate", "Bearer realm=\"x\"")
                .with("WWW-Authenticate", "Basic realm=\"x\""));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG))
                .hasMessageContaining("does not accept the credentials");
    }
}
