package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.operation.FakeTime;
import us.apolo.images.core.operation.Heard;
import us.apolo.images.core.operation.Observers;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.registry.auth.OperationCredentials;
import us.apolo.images.observation.CredentialsRenewal;
import us.apolo.images.observation.OperationKind;
import us.apolo.images.observation.RequestEnd;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.observation.RequestStart;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** What those who observe an operation hear of its requests. */
class ObservedRequestsTest extends RegistryTest {
    private static final byte[] BLOB = new byte[10_000];
    private static final Digest DIGEST = Digest.sha256(BLOB);

    private final FakeTime time = new FakeTime();
    private final Heard heard = new Heard();
    private final HttpRegistry.Factory patient = new HttpRegistry.Factory(
            transport,
            ApoloConfig.builder().cluster("default", URI.create(ROOT)).build(),
            new Retries(RetryPolicy.DEFAULT, time));

    @Override
    RegistryPort registry(CredentialsProvider provider) {
        var observation = new Observers(List.of(heard), time).begin(OperationKind.DIGEST, "an image");
        return patient.create(new OperationCredentials(provider, observation), observation);
    }

    private List<String> names() {
        return heard.all(RequestStart.class).stream().map(RequestStart::name).toList();
    }

    @Test
    void aRequestIsToldWithItsEnd() {
        transport.script(request -> {
            time.pass(Duration.ofSeconds(3));
            return Answer.ok(MANIFEST);
        });

        registry().manifest(REPOSITORY, TAG);

        var start = new RequestStart(1, "GET", HOST, RequestKind.MANIFEST, MANIFEST_URL, 1);
        assertThat(heard.only(RequestStart.class)).isEqualTo(start);
        assertThat(heard.only(RequestEnd.class))
                .isEqualTo(new RequestEnd(
                        start, OptionalInt.of(200), Optional.empty(), 0, MANIFEST.length(), Duration.ofSeconds(3)));
    }

    @Test
    void everyKindOfRequestHasItsName() {
        transport.script(request -> switch (request.method()) {
            case "HEAD" -> Answer.status(200).with("Content-Length", "1").with("Docker-Content-Digest", "" + DIGEST);
            case "POST" -> Answer.status(202).with("Location", "/v2/acme/ml/app/blobs/uploads/1");
            case "PUT" -> Answer.status(201);
            case "DELETE" -> Answer.status(202);
            default -> Answer.ok(request.uri().getPath().contains("manifests") ? MANIFEST : "{}");
        });
        var registry = registry();

        registry.digest(REPOSITORY, TAG);
        registry.manifest(REPOSITORY, TAG);
        registry.putManifest(REPOSITORY, TAG, new ManifestContent("text/plain", BLOB));
        registry.deleteManifest(REPOSITORY, DIGEST);
        assertThat(registry.tags(REPOSITORY)).isEmpty();
        assertThat(registry.repositories(HOST)).isEmpty();
        registry.blobSize(REPOSITORY, DIGEST);
        registry.readBlob(REPOSITORY, DIGEST, 0).close();
        registry.writeBlob(REPOSITORY, DIGEST, HttpBody.of(BLOB));
        registry.mountBlob(REPOSITORY, DIGEST, new Repository(HOST, "other"));

        assertThat(names())
                .containsExactly(
                        "HEAD manifest",
                        "GET manifest",
                        "PUT manifest",
                        "DELETE manifest",
                        "GET tags",
                        "GET catalog",
                        "HEAD blob",
                        "GET blob",
                        "POST upload",
                        "PUT upload",
                        "POST upload",
                        "DELETE upload");
        assertThat(heard.all(RequestEnd.class))
                .extracting(end -> end.request().number())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(heard.all(RequestEnd.class))
                .extracting(RequestEnd::bytesSent)
                .containsExactly(0L, 0L, 10_000L, 0L, 0L, 0L, 0L, 0L, 0L, 10_000L, 0L, 0L);
    }

    @Test
    void aBodyThatIsClosedBeforeItsEndCountsAsFarAsItWasRead() throws IOException {
        transport.answers(Answer.status(200).body(BLOB));

        try (var blob = registry().readBlob(REPOSITORY, DIGEST, 0)) {
            assertThat(blob.stream().readNBytes(1_000)).hasSize(1_000);
            assertThat(blob.stream().read()).isZero();
            assertThat(blob.stream().skip(99)).isEqualTo(99);
            assertThat(heard.all(RequestEnd.class)).isEmpty();
        }

        assertThat(heard.only(RequestEnd.class).bytesReceived()).isEqualTo(1_100);
    }

    @Test
    void aBodyThatIsReadPieceByPieceCountsWhole() throws IOException {
        transport.answers(Answer.status(200).body(BLOB));

        try (var blob = registry().readBlob(REPOSITORY, DIGEST, 0)) {
            assertThat(blob.stream().readAllBytes()).hasSize(BLOB.length);
            assertThat(blob.stream().read()).isNegative();
        }

        assertThat(heard.only(RequestEnd.class))
                .returns((long) BLOB.length, RequestEnd::bytesReceived)
                .returns("200", RequestEnd::outcome);
    }

    @Test
    void eachAttemptAndEachRedirectIsARequest() {
        transport.answers(
                Answer.status(503).body("no"),
                Answer.redirect(307, "https://elsewhere.example.org/x?signature=secret"),
                Answer.ok(MANIFEST));

        registry().manifest(REPOSITORY, TAG);

        assertThat(heard.all(RequestStart.class))
                .containsExactly(
                        new RequestStart(1, "GET", HOST, RequestKind.MANIFEST, MANIFEST_URL, 1),
                        new RequestStart(2, "GET", HOST, RequestKind.MANIFEST, MANIFEST_URL, 2),
                        new RequestStart(
                                3,
                                "GET",
                                HOST,
                                RequestKind.MANIFEST,
                                "https://elsewhere.example.org/x?signature=***",
                                2));
        assertThat(heard.kinds())
                .containsExactly(
                        "asked",
                        "RequestStart",
                        "RequestEnd",
                        "Retry",
                        "RequestStart",
                        "RequestEnd",
                        "RequestStart",
                        "RequestEnd");
        assertThat(heard.all(RequestEnd.class)).extracting(RequestEnd::outcome).containsExactly("503", "307", "200");
    }

    @Test
    void aRequestWithoutAnAnswerEndsWithWhatBrokeIt() {
        var failure = new SocketException("Connection reset");
        transport.script(request -> {
            throw failure;
        });

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG)).hasMessageContaining("4 attempts");

        assertThat(heard.all(RequestEnd.class))
                .hasSize(4)
                .allSatisfy(end -> assertThat(end)
                        .returns(OptionalInt.empty(), RequestEnd::status)
                        .returns(Optional.of(failure), RequestEnd::failure)
                        .returns("SocketException", RequestEnd::outcome));
    }

    @Test
    void aBodyThatBreaksOffIsToldToo() {
        transport.script(request -> Answer.status(200).body(Bodies.cut("{", new SocketException("Connection reset"))));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG)).hasMessageContaining("4 attempts");

        assertThat(heard.all(RequestEnd.class))
                .hasSize(4)
                .extracting(RequestEnd::outcome)
                .containsOnly("SocketException");
    }

    @Test
    void aTransportThatFailsInAnyOtherWayEndsTheRequest() {
        transport.script(request -> {
            throw new IllegalStateException("closed");
        });

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG)).isInstanceOf(IllegalStateException.class);

        assertThat(heard.only(RequestEnd.class).failure()).isPresent();
    }

    @Test
    void thatCredentialsAreAskedForAgainIsTold() {
        var provider = new CountingProvider(
                Optional.of(new Credentials("alice", "old")), Optional.of(new Credentials("alice", "new")));
        transport.answers(Answer.status(401), Answer.ok(MANIFEST), Answer.status(401));
        var registry = registry(provider);

        registry.manifest(REPOSITORY, TAG);
        assertThatThrownBy(() -> registry.manifest(REPOSITORY, TAG)).hasMessageContaining("does not accept");

        assertThat(heard.only(CredentialsRenewal.class)).isEqualTo(new CredentialsRenewal(HOST, true));
    }

    @Test
    void nothingThatIsToldHoldsASecret() {
        transport.script(request -> Answer.status(401)
                .body("you sent " + request.headers().first("Authorization").orElse("")
                        + new String(BLOB, StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> authenticated().manifest(REPOSITORY, TAG)).isNotNull();

        assertThat(heard.events().toString()).doesNotContain(CREDENTIALS.password());
    }
}
