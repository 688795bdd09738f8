package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.daemon.DockerDaemonTransferTest.PULL;
import static us.apolo.images.docker.daemon.DockerDaemonTransferTest.PUSH;
import static us.apolo.images.docker.daemon.Transfers.DIGEST;
import static us.apolo.images.docker.daemon.Transfers.IMAGE;
import static us.apolo.images.docker.daemon.Transfers.PUSHED;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** Whichever way an operation ends, nothing of it goes on, and the engine notices. */
@Timeout(60)
class DockerDaemonEndingTest {
    private static final String INSPECT = "GET /images/registry.example:5000/org/app:v1/json";
    private static final String STEP = "{\"status\":\"Pushing\",\"id\":\"aa\"}";

    @TempDir
    Path folder;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private FakeEngine tcp;
    private FakeEngine local;

    @BeforeEach
    void start() throws IOException {
        tcp = FakeEngine.start();
        local = FakeEngine.startOn(folder.resolve("engine.sock"));
    }

    @AfterEach
    void stop() {
        Thread.interrupted();
        tcp.close();
        local.close();
    }

    private FakeEngine engine(String kind) {
        return kind.equals("tcp") ? tcp : local;
    }

    /** Never answers. */
    private void silent(FakeEngine.Exchange exchange) {
        asked.countDown();
        exchange.awaitHangUp();
        hungUp.countDown();
    }

    /** Answers with one step and then nothing. */
    private void stuck(FakeEngine.Exchange exchange) throws IOException {
        exchange.begin();
        exchange.object(STEP);
        silent(exchange);
    }

    private void assertEnded() throws InterruptedException {
        assertThat(hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void anInterruptEndsATransferThatSaysNothing(String kind) throws Exception {
        var engine = engine(kind);
        engine.on(PUSH, this::stuck);
        try (var store = engine.store()) {
            var push = new EndedOperation(() -> store.push(Transfers.anonymous(), step -> {}));
            asked.await();
            push.interrupt();
            push.end().assertCancelled(Reason.INTERRUPTED);
            assertEnded();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void anInterruptEndsATransferThatTheEngineHasNotAnswered(String kind) throws Exception {
        var engine = engine(kind);
        engine.on(PULL, this::silent);
        try (var store = engine.store()) {
            var pull = new EndedOperation(() -> store.pull(Transfers.anonymous(), step -> {}));
            asked.await();
            pull.interrupt();
            pull.end().assertCancelled(Reason.INTERRUPTED);
            assertEnded();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void anInterruptEndsAQuestion(String kind) throws Exception {
        var engine = engine(kind);
        engine.on(INSPECT, this::silent);
        try (var store = engine.store()) {
            var inspect = new EndedOperation(() -> store.inspect(IMAGE));
            asked.await();
            inspect.interrupt();
            inspect.end().assertCancelled(Reason.INTERRUPTED);
            assertEnded();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void anInterruptEndsTheSearchForAnEngine(String kind) throws Exception {
        var engine = engine(kind);
        engine.on(FakeEngine.PING, this::silent);
        try (var store = engine.store()) {
            var inspect = new EndedOperation(() -> store.inspect(IMAGE));
            asked.await();
            inspect.interrupt();
            inspect.end().assertCancelled(Reason.INTERRUPTED);
            assertEnded();
        }
    }

    @Test
    void anInterruptFromBeforeCounts() {
        try (var store = tcp.store()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {}))
                    .isInstanceOf(OperationCancelledException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(tcp.calls()).isEmpty();
        }
    }

    @Test
    void anInterruptDuringAStepEndsTheTransfer() throws Exception {
        tcp.on(PUSH, this::stuck);
        try (var store = tcp.store()) {
            assertThatThrownBy(() -> store.push(
                            Transfers.anonymous(),
                            step -> Thread.currentThread().interrupt()))
                    .isInstanceOf(OperationCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertEnded();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void toCloseTheStoreEndsATransfer(String kind) throws Exception {
        var engine = engine(kind);
        engine.on(PUSH, this::stuck);
        var store = engine.store();
        var push = new EndedOperation(() -> store.push(Transfers.anonymous(), step -> {}));
        asked.await();
        store.close();
        push.end().assertCancelled(Reason.CLOSED);
        assertEnded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void toCloseTheStoreEndsAQuestion(String kind) throws Exception {
        var engine = engine(kind);
        engine.on(INSPECT, this::silent);
        var store = engine.store();
        var inspect = new EndedOperation(() -> store.inspect(IMAGE));
        asked.await();
        store.close();
        inspect.end().assertCancelled(Reason.CLOSED);
        assertEnded();
    }

    @Test
    void toCloseTheStoreEndsTheSearchForAnEngine() throws Exception {
        tcp.on(FakeEngine.PING, this::silent);
        var store = tcp.store();
        var inspect = new EndedOperation(() -> store.inspect(IMAGE));
        asked.await();
        store.close();
        inspect.end().assertCancelled(Reason.CLOSED);
        assertEnded();
    }

    @Test
    void toCloseTheStoreDuringAStepEndsTheTransfer() throws Exception {
        tcp.on(PUSH, this::stuck);
        var store = tcp.store();
        assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> store.close()))
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        assertEnded();
    }

    @Test
    void whatAConsumerThrowsEndsTheTransferAndIsThrownOn() throws Exception {
        tcp.on(PUSH, this::stuck);
        var mine = new IllegalArgumentException("mine");
        try (var store = tcp.store()) {
            assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
            assertEnded();
        }
    }

    @Test
    void anErrorOfAConsumerIsThrownOnToo() throws Exception {
        tcp.on(PUSH, this::stuck);
        var mine = new StackOverflowError();
        try (var store = tcp.store()) {
            assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
            assertEnded();
        }
    }

    @Test
    void stepsComeInOrderOnTheCallingThread() throws Exception {
        var count = 5000;
        tcp.on(PUSH, exchange -> {
            exchange.begin();
            for (var i = 1; i <= count; i++) {
                exchange.object("{\"status\":\"Pushing\",\"id\":\"aa\",\"progressDetail\":{\"current\":" + i + "}}");
            }
            exchange.object(PUSHED);
            exchange.end();
        });
        var heard = new ArrayList<Long>();
        var threads = new HashSet<Thread>();
        try (var store = tcp.store()) {
            store.push(Transfers.anonymous(), step -> {
                threads.add(Thread.currentThread());
                step.current().ifPresent(heard::add);
            });
        }
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(heard).hasSize(count).isSorted();
    }

    @Test
    void aSlowConsumerMakesTheEngineWait() throws Exception {
        var sent = new AtomicInteger();
        var padding = "x".repeat(10_000);
        local.on(PUSH, exchange -> {
            exchange.begin();
            // Far more than all buffers on the way can hold.
            for (var i = 0; i < 20_000; i++) {
                exchange.object("{\"status\":\"Pushing\",\"id\":\"aa\",\"padding\":\"" + padding + "\"}");
                sent.incrementAndGet();
            }
        });
        var sentMeanwhile = new AtomicInteger();
        try (var store = local.store()) {
            assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {
                        awaitStandstill(sent);
                        sentMeanwhile.set(sent.get());
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            assertThat(sentMeanwhile.get()).isLessThan(10_000);
        }
    }

    /** Waits until a number has stayed the same for a while. */
    private static void awaitStandstill(AtomicInteger number) {
        var last = -1;
        while (last != number.get()) {
            last = number.get();
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void manyTransfersAtOnceKeepApart() throws Exception {
        tcp.on(PUSH, exchange -> exchange.stream(STEP, PUSHED));
        try (var store = tcp.store()) {
            var tasks = new ArrayList<FutureTask<Integer>>();
            for (var i = 0; i < 16; i++) {
                var task = new FutureTask<>(() -> {
                    var heard = new AtomicInteger();
                    for (var round = 0; round < 10; round++) {
                        assertThat(store.push(Transfers.anonymous(), step -> heard.incrementAndGet()))
                                .isEqualTo(DIGEST);
                    }
                    return heard.get();
                });
                tasks.add(task);
                new Thread(task).start();
            }
            for (var task : tasks) {
                assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo(20);
            }
        }
    }
}
