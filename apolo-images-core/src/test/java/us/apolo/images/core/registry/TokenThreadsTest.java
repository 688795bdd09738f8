package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryUnavailableException;

/** Many threads want a token, and one fetches it. */
class TokenThreadsTest extends TokenRegistryTest {
    private static final int THREADS = 100;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    /** Each thread in an operation of its own, like those of a service. */
    private List<Future<?>> start(int count) {
        var running = new ArrayList<Future<?>>();
        for (var i = 0; i < count; i++) {
            running.add(threads.submit(() -> authenticated().manifest(REPOSITORY, TAG)));
        }
        return running;
    }

    private static void join(List<Future<?>> running) throws Exception {
        for (var one : running) {
            one.get(20, TimeUnit.SECONDS);
        }
    }

    /** Holds the first requests with a header field that starts like this until there are as many as threads. */
    private void gather(String authorization) {
        var all = new CyclicBarrier(THREADS);
        var left = new AtomicInteger(THREADS);
        transport.script(request -> {
            var value = request.headers().first("Authorization").orElse("");
            if (request.uri().getHost().equals(HOST) && value.startsWith(authorization) && left.getAndDecrement() > 0) {
                await(all);
            }
            return tokens.answer(request);
        });
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    @Test
    void aHundredThreadsFetchOneToken() throws Exception {
        gather("Basic");

        join(start(THREADS));

        assertThat(tokenRequests()).hasSize(1);
        assertThat(authorizations()).filteredOn("Bearer token-1"::equals).hasSize(THREADS);
    }

    @Test
    void aHundredThreadsRenewOneToken() throws Exception {
        authenticated().manifest(REPOSITORY, TAG);
        tokens.revoke();
        gather("Bearer token-1");

        join(start(THREADS));

        assertThat(tokenRequests()).hasSize(2);
        assertThat(authorizations()).filteredOn("Bearer token-2"::equals).hasSize(THREADS);
    }

    /** The threads that wait for something else than a latch of the test. */
    private static long waiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> List.of(stack).toString().contains("auth.TokenSlot.await"))
                .count();
    }

    private static void untilWaiting(int count) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (waiting() < count) {
            assertThat(System.nanoTime()).as("threads that wait: " + waiting()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void whatFailsFailsForAllThatHaveWaitedAndEachHasItsOwnError() throws Exception {
        var go = new CountDownLatch(1);
        tokens.tokenServer(request -> {
            await(go);
            return Answer.status(503);
        });
        var running = start(10);
        untilWaiting(9);
        go.countDown();

        var errors = new ArrayList<Throwable>();
        for (var one : running) {
            assertThatThrownBy(() -> one.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .satisfies(e -> errors.add(e.getCause()));
        }

        assertThat(errors)
                .hasOnlyElementsOfType(RegistryUnavailableException.class)
                .doesNotHaveDuplicates();
        assertThat(tokenRequests()).hasSize(1);
        tokens.tokenServer(request -> tokens.give());
        authenticated().manifest(REPOSITORY, TAG);
    }

    @Test
    void whereTheFetchingThreadIsInterruptedAnotherTakesOver() throws Exception {
        var fetching = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        tokens.tokenServer(request -> {
            if (fetching.getCount() > 0) {
                fetching.countDown();
                await(never);
            }
            return tokens.give();
        });
        var first = start(1);
        await(fetching);
        var others = start(9);
        untilWaiting(9);

        assertThat(first.get(0).cancel(true)).isTrue();
        join(others);

        assertThat(tokenRequests()).hasSize(2);
    }

    @Test
    void aThreadThatWaitsLeavesWhenItIsInterruptedAndTheOthersGetTheToken() throws Exception {
        var go = new CountDownLatch(1);
        tokens.tokenServer(request -> {
            await(go);
            return tokens.give();
        });
        var first = start(1);
        var failure = new CompletableFuture<Throwable>();
        while (tokenRequests().isEmpty()) {
            Thread.sleep(10);
        }
        var waiter = new Thread(() -> {
            try {
                authenticated().manifest(REPOSITORY, TAG);
                failure.complete(new AssertionError("went through"));
            } catch (OperationCancelledException e) {
                failure.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("no flag"));
            }
        });
        waiter.start();
        var others = start(3);
        untilWaiting(4);
        waiter.interrupt();

        assertThat(failure.get(20, TimeUnit.SECONDS))
                .isInstanceOf(OperationCancelledException.class)
                .hasMessageContaining("waiting for a token");
        go.countDown();
        join(first);
        join(others);
        assertThat(tokenRequests()).hasSize(1);
    }

    @Test
    void whereTheFetchingThreadFailsInAnUnforeseenWayAnotherTakesOver() throws Exception {
        var fetching = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        tokens.tokenServer(request -> {
            if (fetching.getCount() > 0) {
                fetching.countDown();
                await(go);
                throw new IllegalStateException("closed");
            }
            return tokens.give();
        });
        var first = start(1);
        await(fetching);
        var others = start(5);
        untilWaiting(5);
        go.countDown();

        join(others);
        assertThatThrownBy(() -> join(first)).hasRootCauseMessage("closed");
    }
}
