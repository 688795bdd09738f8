package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.FULL_NAME;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;

class TemporaryNameOfPushTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);
    private static final Manifest OTHER = MemoryRegistry.image("other", 4);
    private final RuntimeException unwanted = new IllegalArgumentException("The listener has had enough");

    private final Setting setting = new Setting();

    TemporaryNameOfPushTest() {
        setting.store.put("app:v1", IMAGE);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    @Test
    void theNameIsThereMeanwhileAndGoneAfterwards() {
        setting.store.calls.on(
                "middle", () -> assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(IMAGE)));

        setting.images.push(LOCAL, REMOTE);

        assertThat(setting.store.calls.madeStarting("middle")).hasSize(1);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theNameIsGoneAfterAnErrorOfTheEngine() {
        var error = new TransferFailedException("It broke off", null, null);
        setting.store.calls.on("middle", Calls.failing(() -> error));

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isSameAs(error);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theNameIsGoneAfterAListenerThatThrowsAtTheBeginning() {
        var listener = new ImageProgressListener() {
            @Override
            public void push(ImageProgressPush event) {
                throw unwanted;
            }
        };

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE, listener)).isSameAs(unwanted);
        assertThat(setting.store.names()).containsExactly("app:v1");
        assertThat(setting.store.transfers).isEmpty();
    }

    @Test
    void theNameIsGoneAfterAListenerThatThrowsAtAStep() {
        var listener = new ImageProgressListener() {
            @Override
            public void step(ImageProgressStep event) {
                throw unwanted;
            }
        };

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE, listener)).isSameAs(unwanted);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theNameIsGoneAfterAListenerThatThrowsAnError() {
        var listener = new ImageProgressListener() {
            @Override
            public void step(ImageProgressStep event) {
                throw new StackOverflowError("The listener has lost itself");
            }
        };

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE, listener)).isInstanceOf(StackOverflowError.class);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theNameIsGoneAfterAnInterrupt() {
        var there = new CountDownLatch(1);
        setting.store.calls.on("middle", Calls.blocking(there));
        var caller = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
        Caller.await(there);

        caller.interrupt();
        caller.join();

        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        assertThat(caller.wasInterrupted()).isTrue();
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theNameIsGoneThoughAnInterruptHitsTheCleaningUp() {
        setting.store.calls.on("untag", Calls.at(1, () -> {
            Thread.currentThread().interrupt();
            Calls.requireNotInterrupted("untag");
        }));

        var caller = Caller.start(() -> setting.images.push(LOCAL, REMOTE)).join();

        assertThat(caller.failure()).isNull();
        assertThat(caller.wasInterrupted()).isTrue();
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void aNameThatWasThereOnTheSameImageStays() {
        setting.store.put(FULL_NAME, IMAGE);

        setting.images.push(LOCAL, REMOTE);

        assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(IMAGE));
        assertThat(setting.store.calls.madeStarting("untag")).isEmpty();
        assertThat(setting.store.calls.madeStarting("tag")).isEmpty();
    }

    @Test
    void aNameThatWasOnAnotherImageIsPutBackOnIt() {
        setting.store.put(FULL_NAME, OTHER);

        setting.images.push(LOCAL, REMOTE);

        assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(OTHER));
        assertThat(setting.registry.find(REPOSITORY, Reference.tag("v1"))).isSameAs(IMAGE);
    }

    @Test
    void aNameThatWasOnAnotherImageIsPutBackOnItAfterAFailure() {
        setting.store.put(FULL_NAME, OTHER);
        setting.store.calls.on("middle", Calls.failing(() -> unwanted));

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isSameAs(unwanted);
        assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(OTHER));
    }

    @Test
    void aLocalImageThatHasTheFullNameKeepsIt() {
        setting.store.put(FULL_NAME, OTHER);

        setting.images.push(MemoryStore.name(FULL_NAME), REMOTE);

        assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(OTHER));
        assertThat(setting.store.calls.madeStarting("untag")).isEmpty();
        assertThat(setting.store.calls.madeStarting("tag")).isEmpty();
    }

    @Test
    void pushesToOneNameFollowOneAnotherAndLeaveNothing() {
        setting.store.put("other:v1", OTHER);
        var inside = new AtomicInteger();
        setting.store.calls.on("middle", () -> {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            LockSupport.parkNanos(1000);
            inside.decrementAndGet();
        });
        for (var round = 0; round < 150; round++) {
            var first = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
            var second = Caller.start(() -> setting.images.push(MemoryStore.name("other:v1"), REMOTE));
            assertThat(first.join().failure()).isNull();
            assertThat(second.join().failure()).isNull();
            assertThat(setting.store.names()).containsExactlyInAnyOrder("app:v1", "other:v1");
        }
    }

    @Test
    void aPushThatWaitsForTheNameCanBeInterrupted() {
        var there = new CountDownLatch(1);
        setting.store.calls.on("middle", Calls.blocking(there));
        var first = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
        Caller.await(there);
        var second = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
        Caller.await(second::waits);

        second.interrupt();

        assertThat(second.join().failure()).isInstanceOf(OperationCancelledException.class);
        assertThat(second.wasInterrupted()).isTrue();
        assertThat(setting.store.idOf(FULL_NAME)).isPresent();
        first.interrupt();
        assertThat(first.join().failure()).isInstanceOf(OperationCancelledException.class);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void pushesToDifferentNamesGoOnAtOnce() {
        var both = new CountDownLatch(2);
        setting.store.calls.on("middle", () -> {
            both.countDown();
            Calls.await(both);
        });
        var first = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
        var second = Caller.start(() -> setting.images.push(LOCAL, REMOTE.withTag("v2")));

        assertThat(first.join().failure()).isNull();
        assertThat(second.join().failure()).isNull();
    }

    @Test
    void anEngineThatIsGoneDoesNotHideTheFirstError() {
        var error = new TransferFailedException("It broke off", null, null);
        setting.store.calls.on("middle", Calls.failing(() -> error));
        setting.store.calls.on("untag", Calls.failing(TemporaryNameOfPushTest::gone));

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isSameAs(error);
    }

    static EngineUnavailableException gone() {
        return new EngineUnavailableException("The engine has gone away", List.of(), null);
    }
}
