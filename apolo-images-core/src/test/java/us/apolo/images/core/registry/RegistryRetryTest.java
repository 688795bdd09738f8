package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.core.operation.FakeTime;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** Which calls are made again, after which failures, and what is not done twice. */
class RegistryRetryTest extends PatientRegistryTest {
    private static final byte[] BLOB = "a blob".getBytes(StandardCharsets.UTF_8);

    private static final Digest DIGEST = Digest.sha256(BLOB);

    private static final String UPLOADS = ROOT + "/v2/acme/ml/app/blobs/uploads/";

    private record Call(String name, Consumer<RegistryPort> work, Answer success) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Call> calls() {
        var content = new ManifestContent(
                "application/vnd.oci.image.manifest.v1+json", MANIFEST.getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                new Call("manifest", registry -> registry.manifest(REPOSITORY, TAG), Answer.ok(MANIFEST)),
                new Call(
                        "digest",
                        registry -> registry.digest(REPOSITORY, TAG),
                        Answer.status(200).with("Docker-Content-Digest", DIGEST.toString())),
                new Call("putManifest", registry -> registry.putManifest(REPOSITORY, TAG, content), Answer.status(201)),
                new Call("deleteManifest", registry -> registry.deleteManifest(REPOSITORY, DIGEST), Answer.status(202)),
                new Call("tags", registry -> registry.tags(REPOSITORY).forEach(tag -> {}), Answer.ok("{\"tags\":[]}")),
                new Call("repositories", registry -> registry.repositories(HOST).forEach(name -> {}), Answer.ok("{}")),
                new Call(
                        "blobSize",
                        registry -> registry.blobSize(REPOSITORY, DIGEST),
                        Answer.status(200).with("Content-Length", "6")),
                new Call(
                        "readBlob",
                        registry -> registry.readBlob(REPOSITORY, DIGEST, 0).close(),
                        Answer.status(200).body(BLOB)),
                new Call(
                        "mountBlob",
                        registry -> registry.mountBlob(REPOSITORY, DIGEST, new Repository(HOST, "other")),
                        Answer.status(201)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyCallIsMadeAgain(Call call) {
        transport.answers(Answer.status(500), Answer.status(502).body("<html>"), Answer.status(503), call.success());

        call.work().accept(registry());

        assertThat(transport.lines()).hasSize(4).containsOnly(transport.lines().get(0));
        assertThat(time.slept()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void afterTheLastAttemptTheErrorTellsOfAll(Call call) {
        transport.script(request -> Answer.status(502));

        assertThatThrownBy(() -> call.work().accept(registry()))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("502")
                .hasMessageMatching("(?s).* \\(after 4 attempts in \\d+\\.\\d s\\)");
        assertThat(transport.requests()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallIsMadeOnceIfThatIsWanted(Call call) {
        transport.script(request -> Answer.status(502));

        assertThatThrownBy(() -> call.work().accept(factory.create(CredentialsProvider.anonymous())))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageNotContaining("attempts");
        assertThat(transport.requests()).hasSize(1);
    }

    static Stream<IOException> passing() {
        var reset = new SSLException("readHandshakeRecord");
        reset.initCause(new SocketException("Broken pipe"));
        var early = new SSLHandshakeException("Remote host terminated the handshake");
        early.initCause(new EOFException("SSL peer shut down incorrectly"));
        return Stream.of(
                new ConnectException("Connection refused"),
                new SocketException("Connection reset"),
                new SocketTimeoutException("Read timed out"),
                new UnknownHostException(HOST),
                new IOException("unexpected end of stream"),
                reset,
                early);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aConnectionThatFailsIsTriedAgain(IOException failure) {
        var attempts = new int[1];
        transport.script(request -> {
            if (attempts[0]++ == 0) {
                throw failure;
            }
            return Answer.ok(MANIFEST);
        });

        assertThat(registry().manifest(REPOSITORY, TAG)).isNotNull();
        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void aCertificateThatIsNotTrustedStaysSo() {
        transport.script(request -> {
            throw new SSLHandshakeException("unable to find valid certification path");
        });

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOfSatisfying(
                        RegistryUnavailableException.class,
                        e -> assertThat(e.mayPass()).isFalse());
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void anInterruptOfACallIsNoFailureOfIt() {
        transport.script(request -> {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        });

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG)).isInstanceOf(OperationCancelledException.class);
        assertThat(transport.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 409, 413, 416, 422, 501})
    void aRefusalIsFinal(int status) {
        transport.script(request -> Answer.status(status));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG)).isInstanceOf(ImagesException.class);
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void aRequestThatCameTooSlowlyMayPass() {
        transport.answers(Answer.status(408), Answer.ok(MANIFEST));

        assertThat(registry().manifest(REPOSITORY, TAG)).isNotNull();
    }

    @Test
    void aManifestThatBreaksOffIsFetchedAgainAsAWhole() {
        transport.answers(
                Answer.status(200).body(Bodies.cut(MANIFEST.substring(0, 10), new SocketException("Connection reset"))),
                Answer.ok(MANIFEST));

        assertThat(registry().manifest(REPOSITORY, TAG).content().bytes())
                .asString()
                .isEqualTo(MANIFEST);
    }

    @Test
    void aManifestThatIsCompleteAndNoManifestIsFinal() {
        transport.script(request -> Answer.ok(MANIFEST.substring(0, 10)));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG)).isInstanceOf(RegistryProtocolException.class);
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void bothFormsOfRetryAfterAreObeyed() {
        transport.answers(
                Answer.status(429).with("Retry-After", "20"),
                Answer.status(503).with("Retry-After", "Sun, 01 Mar 2026 12:00:50 GMT"),
                Answer.ok(MANIFEST));

        assertThat(registry().manifest(REPOSITORY, TAG)).isNotNull();

        assertThat(time.slept().get(0)).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_500));
        assertThat(time.now()).isBetween(FakeTime.START.plusSeconds(50), FakeTime.START.plusMillis(50_500));
    }

    @Test
    void moreThanALittlePatienceIsTheCallersToHave() {
        transport.answers(Answer.status(429).with("Retry-After", "3600"));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAt()).contains(FakeTime.START.plusSeconds(3600)))
                .hasMessageContaining("come back at 2026-03-01T13:00:00Z");
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void aRegistryThatCannotAnswerForLongTellsWhenToo() {
        transport.answers(Answer.status(503).with("Retry-After", "3600"));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOfSatisfying(
                        RegistryUnavailableException.class,
                        e -> assertThat(e.retryAt()).contains(FakeTime.START.plusSeconds(3600)));
    }

    @Test
    void credentialsAreRenewedInTheMiddleOfAttempts() {
        var fresh = new Credentials("alice", "fresh");
        var provider = new CountingProvider(Optional.of(CREDENTIALS), Optional.of(fresh));
        transport.answers(Answer.status(503), Answer.status(401), Answer.status(503), Answer.ok(MANIFEST));

        assertThat(registry(provider).manifest(REPOSITORY, TAG)).isNotNull();
        var old = "Basic " + Redaction.basic(CREDENTIALS);
        var renewed = "Basic " + Redaction.basic(fresh);
        assertThat(authorizations()).containsExactly(old, old, renewed, renewed);
    }

    @Test
    void bytesThatCannotBeReadAgainAreSentOnce() {
        transport.script(request -> switch (request.method()) {
            case "POST" -> Answer.status(202).with("Location", UPLOADS + "1");
            case "DELETE" -> Answer.status(204);
            default -> Answer.status(503);
        });

        assertThatThrownBy(() -> registry().writeBlob(REPOSITORY, DIGEST, once(BLOB)))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageNotContaining("attempts");
        assertThat(transport.lines()).hasSize(3);
    }

    @Test
    void anUploadThatCannotEvenBeStartedHasItsAttemptsOnce() {
        transport.script(request -> Answer.status(503));

        assertThatThrownBy(() -> registry().writeBlob(REPOSITORY, DIGEST, HttpBody.of(BLOB)))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(transport.lines()).hasSize(4).containsOnly("POST " + UPLOADS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 502, 504})
    void whatIsGoneAfterAnAnswerThatWasNotClearHasBeenDeleted(int status) {
        var first = new boolean[] {true};
        transport.script(request -> {
            if (!first[0]) {
                return Answer.status(404);
            }
            first[0] = false;
            if (status == 0) {
                throw new SocketException("Connection reset");
            }
            return Answer.status(status);
        });

        registry().deleteManifest(REPOSITORY, DIGEST);

        assertThat(transport.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 503})
    void whatWasNotThereBeforeHasNotBeenDeleted(int status) {
        transport.answers(Answer.status(status), Answer.status(404));

        assertThatThrownBy(() -> registry().deleteManifest(REPOSITORY, DIGEST))
                .isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void noRetryTellsASecret() {
        transport.answers(Answer.status(503).body(CREDENTIALS.password()), Answer.ok(MANIFEST));
        try (var log = new CapturedLog()) {
            authenticated().manifest(REPOSITORY, TAG);

            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(CREDENTIALS.password()));
        }
    }

    private static HttpBody once(byte[] bytes) {
        return new HttpBody() {
            @Override
            public OptionalLong length() {
                return OptionalLong.of(bytes.length);
            }

            @Override
            public boolean replayable() {
                return false;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
