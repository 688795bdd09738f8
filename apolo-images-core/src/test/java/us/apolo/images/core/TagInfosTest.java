package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.MemoryRegistry.entry;
import static us.apolo.images.core.MemoryRegistry.image;
import static us.apolo.images.core.MemoryRegistry.index;
import static us.apolo.images.core.Setting.REPOSITORY;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.Tag;
import us.apolo.images.port.HttpTransportConfig;

class TagInfosTest {
    private static final int PARALLELISM = 4;

    private final Setting setting =
            new Setting(builder -> builder.transport(HttpTransportConfig.DEFAULT.withConnectionsPerHost(PARALLELISM)));
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @AfterEach
    void close() {
        setting.close();
    }

    private void putTags(int count) {
        for (var i = 0; i < count; i++) {
            setting.registry.put(REPOSITORY, "v" + i, image("app " + i, i));
        }
    }

    private void countWorkers(Runnable work) {
        try {
            mostAtOnce.accumulateAndGet(working.incrementAndGet(), Math::max);
            work.run();
        } finally {
            working.decrementAndGet();
        }
    }

    @Test
    void theInfosStandInTheRegistrysOrderWhateverOrderTheyComeIn() {
        putTags(60);
        setting.registry.calls.on("manifest", () -> LockSupport.parkNanos((long) (Math.random() * 300_000)));

        assertThat(setting.images.tagInfos(UNTAGGED))
                .isEqualTo(LongStream.range(0, 60)
                        .mapToObj(i -> new Tag("v" + i, i))
                        .toList());
    }

    @Test
    void asManyAreAskedForAtOnceAsThereAreConnectionsAndNoMore() {
        putTags(40);
        var all = new CountDownLatch(PARALLELISM);
        setting.registry.calls.on(
                "manifest",
                () -> countWorkers(() -> {
                    all.countDown();
                    Calls.await(all);
                    LockSupport.parkNanos(200_000);
                }));

        setting.images.tagInfos(UNTAGGED);

        assertThat(mostAtOnce).hasValue(PARALLELISM);
    }

    @Test
    void anImageWithoutTagsHasNoInfos() {
        setting.registry.put(REPOSITORY, "v1", image("app"));
        setting.registry.removeTag(REPOSITORY, "v1");

        assertThat(setting.images.tagInfos(UNTAGGED)).isEmpty();
    }

    @Test
    void aTagThatIsDeletedMeanwhileIsLeftOut() {
        putTags(3);
        setting.registry.calls.on("manifest " + REPOSITORY + " v1", () -> setting.registry.removeTag(REPOSITORY, "v1"));

        assertThat(setting.images.tagInfos(UNTAGGED)).containsExactly(new Tag("v0", 0), new Tag("v2", 2));
    }

    @Test
    void aTagThatIsDeletedBeforeItsImageIsAskedForIsLeftOut() {
        putTags(1);
        var inside = image("inside", 5);
        setting.registry.put(REPOSITORY, "multi", index("multi", entry(inside, "linux/amd64")));
        setting.registry.calls.on(
                "manifest " + REPOSITORY + " " + inside.content().digest(),
                () -> setting.registry.removeTag(REPOSITORY, "multi"));

        assertThat(setting.images.tagInfos(UNTAGGED)).containsExactly(new Tag("v0", 0));
    }

    @Test
    void anIndexWhoseImageIsMissingFailsAsAWhole() {
        putTags(1);
        setting.registry.put(REPOSITORY, "broken", index("broken", entry(image("never stored"), "linux/amd64")));

        assertThatThrownBy(() -> setting.images.tagInfos(UNTAGGED)).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void aTagWithNothingForThePlatformFailsAsAWhole() {
        putTags(2);
        setting.registry.put(REPOSITORY, "arm", index("arm", entry(image("arm"), "linux/arm64")));

        assertThatThrownBy(() -> setting.images.tagInfos(UNTAGGED))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("linux/arm64");
    }

    @Test
    void theFirstFailureEndsTheRestAndNobodyWorksOn() {
        putTags(200);
        var error = new RegistryUnavailableException("It is down", null, null);
        var all = new CountDownLatch(PARALLELISM);
        var first = new AtomicBoolean(true);
        setting.registry.calls.on(
                "manifest",
                () -> countWorkers(() -> {
                    var fails = first.getAndSet(false);
                    all.countDown();
                    Calls.await(all);
                    if (fails) {
                        throw error;
                    }
                    Calls.await(new CountDownLatch(1));
                }));

        assertThatThrownBy(() -> setting.images.tagInfos(UNTAGGED)).isSameAs(error);
        assertThat(working).hasValue(0);
        assertThat(setting.registry.calls.madeStarting("manifest")).hasSize(PARALLELISM);
    }

    @Test
    void anInterruptEndsItAndNobodyWorksOn() {
        putTags(50);
        var there = new CountDownLatch(PARALLELISM);
        setting.registry.calls.on("manifest", () -> countWorkers(Calls.blocking(there)));
        var caller = Caller.start(() -> setting.images.tagInfos(UNTAGGED));
        Caller.await(there);

        caller.interrupt();
        caller.join();

        assertThat(working).hasValue(0);
        assertThat(caller.wasInterrupted()).isTrue();
        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        assertThat(setting.registry.calls.madeStarting("manifest")).hasSize(PARALLELISM);
    }

    @Test
    void anInterruptLeavesTheWorkersFitForTheNextList() {
        putTags(20);
        for (var round = 0; round < 100; round++) {
            var caller = Caller.start(() -> setting.images.tagInfos(UNTAGGED));
            caller.interrupt();
            caller.join();
            assertThat(setting.images.tagInfos(UNTAGGED)).hasSize(20);
        }
    }
}
