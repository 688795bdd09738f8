package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.daemon.DockerDaemonTransferTest.PULL;
import static us.apolo.images.docker.daemon.DockerDaemonTransferTest.PUSH;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.OperationCancelledException.Reason;

/** An engine on a Unix socket can be told to stop and be heard to have stopped, and is waited for. */
@Timeout(60)
class DockerDaemonStoppingTest {
    private static final int STOPPING_MILLISECONDS = 200;

    @TempDir
    Path folder;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private FakeEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = FakeEngine.startOn(folder.resolve("engine.sock"));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void beginAndAwaitHangUp(FakeEngine.Exchange exchange) throws IOException {
        exchange.begin();
        exchange.object("{\"status\":\"Pushing\",\"id\":\"aa\"}");
        asked.countDown();
        exchange.awaitHangUp();
        hungUp.countDown();
    }

    /** Stops a little after it has been told to, and says so. */
    private FakeEngine.Reply slowToStop(AtomicBoolean stopped) {
        return exchange -> {
            beginAndAwaitHangUp(exchange);
            Thread.sleep(STOPPING_MILLISECONDS);
            stopped.set(true);
            exchange.object("{\"error\":\"context canceled\"}");
            exchange.end();
        };
    }

    @Test
    void anInterruptedTransferEndsWhenTheEngineHasStopped() throws Exception {
        var stopped = new AtomicBoolean();
        engine.on(PUSH, slowToStop(stopped));
        try (var store = engine.store()) {
            var push = new EndedOperation(() -> store.push(Transfers.anonymous(), step -> {}));
            asked.await();
            push.interrupt();
            push.end().assertCancelled(Reason.INTERRUPTED);
            assertThat(stopped).isTrue();
        }
    }

    @Test
    void soItDoesIfTheEngineHasNotAnsweredYet() throws Exception {
        var stopped = new AtomicBoolean();
        engine.on(PULL, exchange -> {
            asked.countDown();
            exchange.awaitHangUp();
            Thread.sleep(STOPPING_MILLISECONDS);
            stopped.set(true);
        });
        try (var store = engine.store()) {
            var pull = new EndedOperation(() -> store.pull(Transfers.anonymous(), step -> {}));
            asked.await();
            pull.interrupt();
            pull.end().assertCancelled(Reason.INTERRUPTED);
            assertThat(stopped).isTrue();
        }
    }

    @Test
    void aTransferThatAConsumerEndsEndsWhenTheEngineHasStopped() throws Exception {
        var stopped = new AtomicBoolean();
        engine.on(PUSH, slowToStop(stopped));
        var mine = new IllegalArgumentException("mine");
        try (var store = engine.store()) {
            assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
            assertThat(stopped).isTrue();
        }
    }

    @Test
    void anEngineThatDoesNotStopIsNotWaitedForForever() throws Exception {
        var over = new CountDownLatch(1);
        engine.on(PUSH, exchange -> {
            beginAndAwaitHangUp(exchange);
            over.await();
        });
        try (var store = engine.store()) {
            var push = new EndedOperation(() -> store.push(Transfers.anonymous(), step -> {}));
            asked.await();
            push.interrupt();
            push.end().assertCancelled(Reason.INTERRUPTED);
            assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            over.countDown();
        }
    }

    @Test
    void aSecondInterruptEndsTheWaitForTheEngine() throws Exception {
        var over = new CountDownLatch(1);
        engine.on(PUSH, exchange -> {
            beginAndAwaitHangUp(exchange);
            over.await();
        });
        var connection = new UnixConnection(engine.address().substring("unix://".length()));
        connection.connect(Duration.ZERO);
        connection.output().write((PUSH + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        var hangingUp = new EndedOperation(() -> {
            Thread.currentThread().interrupt();
            try {
                connection.hangUp(Duration.ofDays(1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
        hangingUp.interrupt();
        var ending = hangingUp.end();
        assertThat(ending.failure()).hasCauseInstanceOf(InterruptedIOException.class);
        assertThat(ending.interrupted()).isTrue();
        over.countDown();
    }
}
