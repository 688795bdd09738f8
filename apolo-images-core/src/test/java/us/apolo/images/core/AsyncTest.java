package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.HOST;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;

class AsyncTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);

    private final Setting setting = new Setting();

    AsyncTest() {
        Scenario.prepare(setting);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void theResultsAreThoseOfTheOperations() throws Exception {
        var async = setting.images.async();
        var digest = IMAGE.content().digest();

        assertThat(get(async.push(LOCAL))).isEqualTo(REMOTE);
        assertThat(get(async.push(LOCAL, ImageProgressListener.none()))).isEqualTo(REMOTE);
        assertThat(get(async.push(LOCAL, REMOTE))).isSameAs(REMOTE);
        assertThat(get(async.pull(REMOTE))).isEqualTo(LOCAL);
        assertThat(get(async.pull(REMOTE, ImageProgressListener.none()))).isEqualTo(LOCAL);
        assertThat(get(async.pull(REMOTE, new LocalImage("mine", "v1")))).isEqualTo(new LocalImage("mine", "v1"));
        assertThat(get(async.digest(REMOTE))).isEqualTo(digest);
        assertThat(get(async.list()))
                .containsExactly(RemoteImage.newPlatformImage("app", HOST, "ml", "default", "acme", null));
        assertThat(get(async.list("default"))).hasSize(1);
        assertThat(get(async.tags(UNTAGGED))).containsExactly(REMOTE);
        assertThat(get(async.size(REMOTE))).isEqualTo(3);
        assertThat(get(async.tagInfo(REMOTE))).isEqualTo(new Tag("v1", 3));
        assertThat(get(async.tagInfos(UNTAGGED))).containsExactly(new Tag("v1", 3));
        assertThat(get(async.rm(REMOTE, digest))).isEqualTo(digest);
    }

    @Test
    void aFailureIsTheCauseOfWhatTheFutureThrows() {
        var future = setting.images.async().digest(REMOTE.withTag("none"));

        assertThatThrownBy(() -> get(future))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void anErrorOfAListenerIsTheCauseToo() {
        var error = new AssertionError("The listener is not content");
        var future = setting.images.async().push(LOCAL, new ImageProgressListener() {
            @Override
            public void push(ImageProgressPush event) {
                throw error;
            }
        });

        assertThatThrownBy(() -> get(future)).hasCause(error);
    }

    @Test
    void theListenerHearsEverythingOnTheWorkingThread() throws Exception {
        var threads = new CopyOnWriteArrayList<String>();
        var listener = new ImageProgressListener() {
            @Override
            public void pull(ImageProgressPull event) {
                threads.add(Thread.currentThread().getName());
            }

            @Override
            public void step(ImageProgressStep event) {
                threads.add(Thread.currentThread().getName());
            }
        };

        get(setting.images.async().pull(REMOTE, LOCAL, listener));

        assertThat(threads).hasSize(3).containsOnly(threads.get(0));
        assertThat(threads.get(0)).startsWith("apolo-images-");
    }

    static Stream<Consumer<CompletableFuture<RemoteImage>>> endings() {
        return Stream.of(
                future -> future.cancel(true),
                future -> future.cancel(false),
                future -> future.completeExceptionally(new IllegalStateException("Enough")),
                future -> future.complete(REMOTE),
                future -> future.orTimeout(1, TimeUnit.MILLISECONDS),
                future -> future.completeOnTimeout(REMOTE, 1, TimeUnit.MILLISECONDS));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void whoeverEndsTheFutureStopsTheWorkWhichCleansUp(Consumer<CompletableFuture<RemoteImage>> ending) {
        var there = new CountDownLatch(1);
        setting.store.calls.on("middle", Calls.blocking(there));
        var future = setting.images.async().push(LOCAL, REMOTE);
        Caller.await(there);

        ending.accept(future);

        Caller.await(future::isDone);
        Caller.await(() -> setting.store.names().equals(Set.of("app:v1")));
    }

    @Test
    void aFutureThatTimesOutSaysSo() {
        setting.store.calls.on("middle", Calls.blocking(new CountDownLatch(1)));
        var future = setting.images.async().push(LOCAL, REMOTE).orTimeout(1, TimeUnit.MILLISECONDS);

        assertThatThrownBy(() -> get(future)).hasCauseInstanceOf(TimeoutException.class);
    }

    /** What depends on a future runs before cancel() returns; the work has to have been stopped by then. */
    @Test
    void aSecondGoThatIsMadeWhenTheFirstIsCancelledDoesNotWaitForItForEver() throws Exception {
        var there = new CountDownLatch(1);
        setting.store.calls.on("middle", Calls.at(1, Calls.blocking(there)));
        var first = setting.images.async().push(LOCAL, REMOTE);
        var second = first.exceptionally(e -> setting.images.push(LOCAL, REMOTE));
        Caller.await(there);

        var canceller = Caller.start(() -> first.cancel(true));

        assertThat(get(second)).isEqualTo(REMOTE);
        assertThat(canceller.join().failure()).isNull();
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void cancellingAfterTheEndDoesNothing() throws Exception {
        var future = setting.images.async().digest(REMOTE);
        var digest = get(future);

        assertThat(future.cancel(true)).isFalse();
        assertThat(get(future)).isEqualTo(digest);
        assertThat(get(setting.images.async().digest(REMOTE))).isEqualTo(digest);
    }

    @Test
    void cancellingSaysThatItHasWon() {
        setting.store.calls.on("middle", Calls.blocking(new CountDownLatch(1)));
        for (var round = 0; round < 200; round++) {
            var future = setting.images.async().push(LOCAL, REMOTE);
            assertThat(future.cancel(true)).isTrue();
            assertThat(future.isCancelled()).isTrue();
        }
        Caller.await(() -> setting.store.names().equals(Set.of("app:v1")));
    }

    @Test
    void cancellingAtAnyMomentLeavesTheWorkersWithoutAnInterrupt() throws Exception {
        for (var round = 0; round < 300; round++) {
            var future = setting.images.async().push(LOCAL, REMOTE);
            LockSupport.parkNanos((long) (Math.random() * 150_000));
            var cancelled = future.cancel(true);
            assertThat(future.isCancelled()).isEqualTo(cancelled);
            assertThat(get(setting.images.async().digest(REMOTE)))
                    .isEqualTo(IMAGE.content().digest());
        }
        Caller.await(() -> setting.store.names().equals(Set.of("app:v1")));
    }

    @Test
    void whatDependsOnAFutureSeesNoInterrupt() {
        for (var round = 0; round < 300; round++) {
            var sawInterrupt = new AtomicBoolean();
            var future = setting.images.async().digest(REMOTE);
            var dependent = future.handle((digest, failure) -> {
                sawInterrupt.set(Thread.currentThread().isInterrupted());
                return digest;
            });
            var canceller = Caller.start(() -> future.cancel(true));
            Caller.await(dependent::isDone);
            canceller.join();
            assertThat(sawInterrupt).isFalse();
        }
    }

    @Test
    void whatDependsOnAClosedOperationSeesNoInterrupt() {
        var there = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var interrupted = new AtomicReference<Boolean>();
        setting.registry.calls.on("digest", () -> {
            Caller.await(goOn);
            Calls.blocking(there).run();
        });
        var dependent = setting.images.async().digest(REMOTE).handle((digest, failure) -> {
            interrupted.set(Thread.currentThread().isInterrupted());
            return List.of();
        });
        goOn.countDown();
        Caller.await(there);

        setting.images.close();

        Caller.await(dependent::isDone);
        assertThat(interrupted).hasValue(false);
    }

    @Test
    void cancellingADependentDoesNotStopTheWork() throws Exception {
        var goOn = new CountDownLatch(1);
        setting.registry.calls.on("digest", () -> Calls.await(goOn));
        var future = setting.images.async().digest(REMOTE);

        assertThat(future.thenApply(Object::toString).cancel(true)).isTrue();
        goOn.countDown();

        assertThat(get(future))
                .isEqualTo(setting.registry
                        .find(REPOSITORY, Reference.tag("v1"))
                        .content()
                        .digest());
    }
}
