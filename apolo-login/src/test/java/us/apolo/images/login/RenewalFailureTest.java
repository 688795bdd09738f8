package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;

/** What comes of a renewal that fails. */
class RenewalFailureTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private final LoginFiles files;
    private final PlayedPlatform platform = new PlayedPlatform();

    RenewalFailureTest(@TempDir Path temporary) {
        files = LoginFiles.in(temporary);
    }

    private CredentialsProvider provider() {
        return files.login(Clock.fixed(NOW, ZoneOffset.UTC)).credentials(platform);
    }

    private Optional<Credentials> credentials() {
        return provider().credentials(LoginFiles.REGISTRY);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void aRefusedRenewalSaysToLogInAgain(int status) {
        files.due();
        var before = files.look();
        platform.answering(status, "{\"error\": \"invalid_grant\", \"error_description\": \"made-up\"}");

        assertThatThrownBy(this::credentials)
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContainingAll("log in again", "apolo logout, then apolo login", "invalid_grant")
                .satisfies(RenewalFailureTest::tellsNoSecret);
        assertThat(files.look()).containsAllEntriesOf(before);
    }

    @ParameterizedTest
    @CsvSource({
        "429, us.apolo.images.RateLimitedException",
        "408, us.apolo.images.RegistryUnavailableException",
        "503, us.apolo.images.RegistryUnavailableException",
        "404, us.apolo.images.RegistryRefusedException",
        "302, us.apolo.images.RegistryProtocolException"
    })
    void anotherRefusalIsWhatItIs(int status, Class<? extends ImagesException> type) {
        files.due();
        platform.answering(status, "made-up-refresh-token");

        assertThatThrownBy(this::credentials).isInstanceOf(type).satisfies(RenewalFailureTest::tellsNoSecret);
        assertThat(type)
                .isIn(
                        RateLimitedException.class,
                        RegistryUnavailableException.class,
                        RegistryRefusedException.class,
                        RegistryProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "made-up",
                "[]",
                "{\"access_token\": 1, \"expires_in\": 60}",
                "{\"access_token\": \"a b\", \"expires_in\": 60}",
                "{\"access_token\": \"made-up\", \"expires_in\": \"soon\"}"
            })
    void anAnswerWithoutATokenIsAnErrorThatQuotesNothing(String body) {
        files.due();
        platform.answering(200, body);

        assertThatThrownBy(this::credentials)
                .isInstanceOf(RegistryProtocolException.class)
                .satisfies(RenewalFailureTest::tellsNoSecret);
    }

    @Test
    void anAnswerWithoutEndIsAnError() {
        files.due();
        platform.answering(200, " ".repeat((16 << 20) + 1));

        assertThatThrownBy(this::credentials)
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("longer than");
    }

    private static void tellsNoSecret(Throwable e) {
        for (var it = Optional.of(e); it.isPresent(); it = it.map(Throwable::getCause)) {
            assertThat(it.get().toString()).doesNotContain("made-up-refresh-token", "a b");
        }
    }

    @Test
    void aConnectionThatFailsMayWorkLater() {
        files.due();
        platform.answering(request -> {
            throw new SocketTimeoutException("Read timed out");
        });

        assertThatThrownBy(this::credentials)
                .isInstanceOfSatisfying(
                        RegistryUnavailableException.class,
                        e -> assertThat(e.mayPass()).isTrue())
                .hasMessageContaining("Read timed out");
    }

    static Stream<IOException> untrusted() {
        var withoutPath = new SSLHandshakeException("No path");
        withoutPath.initCause(new CertificateException("No path"));
        return Stream.of(withoutPath, new SSLPeerUnverifiedException("Another host"));
    }

    @ParameterizedTest
    @MethodSource("untrusted")
    void aCertificateThatIsNotTrustedStaysSoAndTheErrorSaysWhatToDo(IOException failure) {
        files.due();
        platform.answering(request -> {
            throw failure;
        });

        assertThatThrownBy(this::credentials)
                .isInstanceOfSatisfying(
                        RegistryUnavailableException.class,
                        e -> assertThat(e.mayPass()).isFalse())
                .hasMessageStartingWith("There is no secure connection for POST https://")
                .hasMessageEndingWith(failure.getMessage()
                        + "; if its certificate is one of your own authority, trust that in the TLS configuration");
    }

    @Test
    void anInterruptEndsIt() {
        files.due();
        platform.answering(request -> {
            throw new InterruptedIOException("The thread was interrupted");
        });

        assertThatThrownBy(this::credentials)
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(OperationCancelledException.Reason.INTERRUPTED));
    }

    @Test
    void anInterruptBeforeEndsItTooAndTheFlagStays() {
        files.due();
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::credentials).isInstanceOf(OperationCancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"token_url\": \"https://auth.example.org/\"}",
                "{\"token_url\": \"ftp://auth.example.org/\", \"client_id\": \"a\"}",
                "{\"token_url\": \"http://auth.example.org/\", \"client_id\": \"a\"}",
                "made-up"
            })
    void aRefreshTokenGoesNowhereIfTheLoginNamesNoGoodPlace(String settings) {
        files.due().sql("UPDATE main SET auth_config = '" + settings + "'");

        assertThatThrownBy(this::credentials).isInstanceOf(CredentialsUnavailableException.class);
        assertThat(platform.requests()).isEmpty();
    }
}
