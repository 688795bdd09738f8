package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

class CloseTest {
    private final Setting setting = new Setting();

    CloseTest() {
        Scenario.prepare(setting);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private static ImageProgressListener atEachStep(Runnable action) {
        return new ImageProgressListener() {
            @Override
            public void step(ImageProgressStep event) {
                action.run();
            }
        };
    }

    private static void assertClosed(Caller caller) {
        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        assertThat(caller.wasInterrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void afterwardsNoOperationIsDone(Scenario scenario) {
        setting.images.close();

        assertThatThrownBy(() -> scenario.run(setting.images)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> scenario.start(setting.images)).isInstanceOf(IllegalStateException.class);
        assertThat(setting.registry.calls.made()).isEmpty();
        assertThat(setting.store.calls.made()).isEmpty();
    }

    @Test
    void afterwardsNoStreamIsMadeOrRead() {
        var images = setting.images.listStream();
        setting.images.close();

        assertThatThrownBy(() -> images.forEach(image -> {})).isInstanceOf(IllegalStateException.class);
        images.close();
        assertThatThrownBy(setting.images::listStream).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> setting.images.tagsStream(UNTAGGED)).isInstanceOf(IllegalStateException.class);
        assertThat(setting.registry.openStreams).hasValue(0);
    }

    @Test
    void toCloseTwiceDoesNothing() {
        setting.images.close();
        setting.images.close();

        assertThat(setting.store.isClosed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsUnderWayEndsAndTheCallersThreadIsLeftAsItWas(Scenario scenario) {
        var there = new CountDownLatch(1);
        scenario.inTheMiddle(setting, Calls.blocking(there));
        var caller = Caller.start(() -> scenario.run(setting.images));
        Caller.await(there);

        setting.images.close();

        assertThat(setting.store.names()).containsExactly("app:v1");
        assertClosed(caller.join());
    }

    @Test
    void aStreamThatIsReadEnds() {
        var there = new CountDownLatch(1);
        setting.registry.calls.on("repository ", Calls.blocking(there));
        try (var images = setting.images.listStream()) {
            var caller = Caller.start(() -> images.forEach(image -> {}));
            Caller.await(there);

            setting.images.close();

            assertClosed(caller.join());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFutureUnderWaySaysThatTheImagesWereClosed(Scenario scenario) {
        var there = new CountDownLatch(1);
        scenario.inTheMiddle(setting, Calls.blocking(there));
        var future = scenario.start(setting.images);
        Caller.await(there);

        setting.images.close();

        assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void aListenerThatClosesEndsItsOwnPush() {
        var caller = Caller.start(() -> setting.images.push(LOCAL, REMOTE, atEachStep(setting.images::close)));

        assertClosed(caller.join());
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void aListenerThatClosesEndsItsOwnFuture() {
        var future = setting.images.async().push(LOCAL, REMOTE, atEachStep(setting.images::close));

        assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(OperationCancelledException.class);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void twoListenersThatCloseAtOnceDoNotWaitForEachOther() {
        var both = new CyclicBarrier(2);
        var listener = atEachStep(() -> {
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            setting.images.close();
        });
        var started = System.nanoTime();

        var first = Caller.start(() -> setting.images.push(LOCAL, REMOTE, listener));
        var second = Caller.start(() -> setting.images.push(LOCAL, REMOTE.withTag("v2"), listener));
        first.join();
        second.join();

        assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(15));
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void whatAListenerAsksForEndsWithItsOperation() {
        var there = new CountDownLatch(1);
        setting.registry.calls.on("tag ", Calls.blocking(there));
        var caller =
                Caller.start(() -> setting.images.push(LOCAL, REMOTE, atEachStep(() -> setting.images.tags(UNTAGGED))));
        Caller.await(there);

        setting.images.close();

        assertClosed(caller.join());
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void aCallersOwnInterruptIsNotTakenBack() {
        var there = new CountDownLatch(1);
        var closing = new CountDownLatch(1);
        setting.store.calls.on("middle", () -> {
            there.countDown();
            Caller.await(Thread.currentThread()::isInterrupted);
            closing.countDown();
            Caller.await(() -> isClosed());
            Calls.requireNotInterrupted("the middle");
        });
        var caller = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
        Caller.await(there);
        caller.interrupt();
        Caller.await(closing);

        setting.images.close();

        caller.join();
        assertThat(caller.wasInterrupted()).isTrue();
        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
    }

    private boolean isClosed() {
        try {
            setting.images.async().digest(REMOTE).cancel(true);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    void anInterruptOfTheClosingThreadDoesNotKeepTheCleaningUpFromItsEnd() {
        var there = new CountDownLatch(1);
        setting.store.calls.on("middle", Calls.blocking(there));
        var caller = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
        Caller.await(there);

        var closer = Caller.interrupted(setting.images::close).join();

        assertThat(closer.wasInterrupted()).isTrue();
        assertThat(setting.store.names()).containsExactly("app:v1");
        assertClosed(caller.join());
    }

    @Test
    void closingAtAnyMomentOfAPushLeavesNothing() {
        for (var round = 0; round < 200; round++) {
            try (var other = new Setting()) {
                Scenario.prepare(other);
                var caller = Caller.start(() -> other.images.push(LOCAL, REMOTE));
                LockSupport.parkNanos((long) (Math.random() * 400_000));
                other.images.close();
                caller.join();
                assertThat(other.store.names()).containsExactly("app:v1");
                assertThat(caller.wasInterrupted()).isFalse();
                assertThat(caller.failure())
                        .satisfiesAnyOf(
                                e -> assertThat(e).isNull(),
                                e -> assertThat(e).isInstanceOf(IllegalStateException.class),
                                e -> assertThat(e)
                                        .isInstanceOfSatisfying(
                                                OperationCancelledException.class,
                                                it -> assertThat(it.reason()).isEqualTo(Reason.CLOSED)));
            }
        }
    }

    @Test
    void noThreadOutlivesTheImages() {
        setting.images.tagInfos(UNTAGGED);
        setting.images.async().digest(REMOTE).join();

        setting.images.close();

        Caller.await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("apolo-images-")));
    }
}
