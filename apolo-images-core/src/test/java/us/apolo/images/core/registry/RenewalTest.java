package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.RegistryPort;

/** When credentials are asked for, and what happens when a registry refuses them. */
class RenewalTest extends RegistryTest {
    private static final Credentials OLD = new Credentials("alice", "old");
    private static final Credentials NEW = new Credentials("alice", "new");
    private static final String OLD_VALUE = "Basic " + Redaction.basic(OLD);
    private static final String NEW_VALUE = "Basic " + Redaction.basic(NEW);
    private static final int THREADS = 8;

    private final CountingProvider provider = new CountingProvider(Optional.of(OLD), Optional.of(NEW));

    private static Answer onlyFor(String authorization, HttpRequest request) {
        return request.headers()
                        .first("Authorization")
                        .filter(authorization::equals)
                        .isPresent()
                ? Answer.ok(MANIFEST)
                        .with("Content-Length", "1")
                        .with("Docker-Content-Digest", "sha256:" + "0".repeat(64))
                : Answer.status(401).body("no");
    }

    @Test
    void theProviderIsAskedOnceHoweverManyRequestsThereAre() {
        transport.script(request -> onlyFor(OLD_VALUE, request));
        var registry = registry(provider);

        registry.manifest(REPOSITORY, TAG);
        registry.digest(REPOSITORY, TAG);
        registry.blobSize(REPOSITORY, Digest.sha256(new byte[0]));

        assertThat(provider.calls()).containsExactly("ask " + HOST);
        assertThat(authorizations()).containsExactly(OLD_VALUE, OLD_VALUE, OLD_VALUE);
    }

    @Test
    void theProviderIsAskedAgainForTheNextOperation() {
        transport.script(request -> onlyFor(OLD_VALUE, request));

        registry(provider).manifest(REPOSITORY, TAG);
        registry(provider).manifest(REPOSITORY, TAG);

        assertThat(provider.calls()).containsExactly("ask " + HOST, "ask " + HOST);
    }

    @Test
    void refusedCredentialsAreRenewedOnceAndTheRequestIsRepeated() {
        transport.script(request -> onlyFor(NEW_VALUE, request));
        var registry = registry(provider);

        registry.manifest(REPOSITORY, TAG);
        registry.manifest(REPOSITORY, TAG);

        assertThat(authorizations()).containsExactly(OLD_VALUE, NEW_VALUE, NEW_VALUE);
        assertThat(provider.calls()).containsExactly("ask " + HOST, "renew " + HOST + " old");
    }

    @Test
    void credentialsThatAreRefusedAgainAreAnError() {
        transport.script(request -> Answer.status(401));
        var registry = registry(provider);

        assertThatThrownBy(() -> registry.manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("does not accept the credentials");
        assertThatThrownBy(() -> registry.manifest(REPOSITORY, TAG)).isInstanceOf(NotAuthenticatedException.class);

        assertThat(authorizations()).containsExactly(OLD_VALUE, NEW_VALUE, NEW_VALUE);
        assertThat(provider.calls()).hasSize(2);
    }

    @Test
    void equalCredentialsAreNotSentAgain() {
        transport.script(request -> Answer.status(401));
        var same = new CountingProvider(Optional.of(OLD), Optional.of(new Credentials("alice", "old")));

        assertThatThrownBy(() -> registry(same).manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class);

        assertThat(authorizations()).containsExactly(OLD_VALUE);
    }

    @Test
    void noOtherCredentialsMeanNoOtherRequest() {
        transport.script(request -> Answer.status(401));
        var registry = registry(new CountingProvider(Optional.of(OLD), Optional.empty()));

        assertThatThrownBy(() -> registry.manifest(REPOSITORY, TAG)).isInstanceOf(NotAuthenticatedException.class);
        assertThatThrownBy(() -> registry.manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("does not accept the credentials");

        assertThat(authorizations()).containsExactly(OLD_VALUE, OLD_VALUE);
    }

    @Test
    void aRegistryMayBeAskedWithoutCredentials() {
        transport.answers(Answer.status(401));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("there are none");

        assertThat(authorizations()).containsExactly("-");
    }

    @Test
    void aProviderThatFailsInRenewingEndsTheOperation() {
        transport.answers(Answer.status(401));
        var failing = new CredentialsProvider() {
            @Override
            public Optional<Credentials> credentials(String registry) {
                return Optional.of(OLD);
            }

            @Override
            public Optional<Credentials> renew(String registry, Credentials refused) {
                assertThat(transport.unfinished()).isZero();
                throw new IllegalStateException("no renewal");
            }
        };

        assertThatThrownBy(() -> registry(failing).manifest(REPOSITORY, TAG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no renewal");
    }

    @Test
    void aRefusalWhoseBodyBreaksOffIsRenewedAllTheSame() {
        transport.answers(Answer.status(401).body(Bodies.cut("n", new IOException("reset"))), Answer.ok(MANIFEST));

        registry(provider).manifest(REPOSITORY, TAG);

        assertThat(authorizations()).containsExactly(OLD_VALUE, NEW_VALUE);
    }

    @Test
    void aForbiddenRequestRenewsNothing() {
        transport.answers(Answer.status(403));

        assertThatThrownBy(() -> registry(provider).manifest(REPOSITORY, TAG)).hasMessageContaining("403");

        assertThat(provider.calls()).containsExactly("ask " + HOST);
    }

    @Test
    void aRefusalElsewhereRenewsNothing() {
        transport.answers(Answer.redirect(307, "https://files.example.org/"), Answer.status(401));

        assertThatThrownBy(() -> registry(provider).manifest(REPOSITORY, TAG))
                .hasMessageContaining("https://files.example.org/");

        assertThat(provider.calls()).containsExactly("ask " + HOST);
        assertThat(authorizations()).containsExactly(OLD_VALUE, "-");
    }

    @Test
    void aBodyThatCanBeReplayedIsSentAgain() {
        transport.answers(Answer.status(202).with("Location", "/upload"), Answer.status(401), Answer.status(201));
        var content = new byte[] {1, 2, 3};

        registry(provider).writeBlob(REPOSITORY, Digest.sha256(content), HttpBody.of(content));

        assertThat(transport.sent(1)).isEqualTo(content);
        assertThat(transport.sent(2)).isEqualTo(content);
        assertThat(authorizations()).containsExactly(OLD_VALUE, OLD_VALUE, NEW_VALUE);
    }

    @Test
    void aBodyThatCannotBeReplayedIsNotSentAgain() {
        transport.answers(Answer.status(202).with("Location", "/upload"), Answer.status(401), Answer.status(204));

        assertThatThrownBy(() -> registry(provider).writeBlob(REPOSITORY, Digest.sha256(new byte[1]), once()))
                .isInstanceOf(NotAuthenticatedException.class);

        assertThat(transport.lines())
                .extracting(line -> line.replaceFirst(" .*", ""))
                .containsExactly("POST", "PUT", "DELETE");
    }

    private static HttpBody once() {
        return new HttpBody() {
            @Override
            public OptionalLong length() {
                return OptionalLong.of(1);
            }

            @Override
            public boolean replayable() {
                return false;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[1]);
            }
        };
    }

    @Test
    void manyThreadsAskOnceAndRenewOnce() throws Exception {
        var allRefused = new CyclicBarrier(THREADS);
        transport.script(request -> {
            var answer = onlyFor(NEW_VALUE, request);
            if (answer.status() == 401) {
                await(allRefused);
            }
            return answer;
        });

        inManyThreads(registry(provider));

        assertThat(provider.calls()).containsExactly("ask " + HOST, "renew " + HOST + " old");
        assertThat(authorizations()).hasSize(2 * THREADS);
        assertThat(authorizations()).filteredOn(NEW_VALUE::equals).hasSize(THREADS);
    }

    @Test
    void manyThreadsAreRefusedOnceEachWhereThereAreNoOtherCredentials() {
        var allRefused = new CyclicBarrier(THREADS);
        transport.script(request -> {
            await(allRefused);
            return Answer.status(401);
        });
        var nothingElse = new CountingProvider(Optional.of(OLD), Optional.empty());

        assertThatThrownBy(() -> inManyThreads(registry(nothingElse)))
                .hasCauseInstanceOf(NotAuthenticatedException.class);

        assertThat(authorizations()).hasSize(THREADS).containsOnly(OLD_VALUE);
        assertThat(nothingElse.calls()).hasSize(2);
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static void inManyThreads(RegistryPort registry) throws ExecutionException, InterruptedException {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (var i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> registry.manifest(REPOSITORY, TAG)));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(25, TimeUnit.SECONDS)).isTrue();
            for (var one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
