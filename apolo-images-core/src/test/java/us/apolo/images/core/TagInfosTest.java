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
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.Tag;
import us.apolo.images.TagInfosFailedException;
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

    private void fails(String tag, Supplier<? extends RuntimeException> error) {
        setting.registry.calls.on("manifest " + REPOSITORY + " " + tag, Calls.failing(error));
    }

    @Test
    void whatConcernsATagAloneStopsNoOtherAndAllFailuresComeTogether() {
        putTags(30);
        setting.registry.put(REPOSITORY, "arm", index("arm", entry(image("arm"), "linux/arm64")));
        setting.registry.put(REPOSITORY, "broken", index("broken", entry(image("never stored"), "linux/amd64")));
        fails("v3", () -> new RegistryProtocolException("No JSON", null, null));
        fails("v7", () -> new RegistryRefusedException("Not this one", null, null));

        assertThatThrownBy(() -> setting.images.tagInfos(UNTAGGED))
                .isInstanceOfSatisfying(TagInfosFailedException.class, e -> {
                    assertThat(e.failures().keySet()).containsExactly("v3", "v7", "arm", "broken");
                    assertThat(e.failures().get("arm"))
                            .isInstanceOf(ImageNotFoundException.class)
                            .hasMessageContaining("linux/arm64");
                    assertThat(e.failures().get("broken")).isInstanceOf(ImageNotFoundException.class);
                    assertThat(e).hasCause(e.failures().get("v3")).hasMessageStartingWith("Of 32 tags of " + UNTAGGED);
                });
        assertThat(setting.registry.calls.madeStarting("manifest " + REPOSITORY + " v"))
                .hasSize(30);
    }

    static Stream<ImagesException> theRegistry() {
        return Stream.of(
                new RegistryUnavailableException("It is down", null, null),
                new NotAuthenticatedException("Who are you?", null, null),
                new NotAuthorizedException("Not yours", null, null),
                new RateLimitedException("Slow down", null, null, null),
                new OperationCancelledException("Interrupted", Reason.INTERRUPTED, null));
    }

    @ParameterizedTest
    @MethodSource("theRegistry")
    void whatConcernsTheRegistryEndsTheRestAndIsThrownWithTheFailuresUntilThen(ImagesException error) {
        putTags(200);
        var failed = new RegistryProtocolException("No JSON", null, null);
        fails("v0", () -> failed);
        // The other workers wait, so that it is the first one who comes this far, when it has done with its failure.
        var goneOn = new CountDownLatch(1);
        setting.registry.calls.on("manifest " + REPOSITORY + " v4", goneOn::countDown);
        setting.registry.calls.on("manifest " + REPOSITORY + " v2", () -> Calls.await(goneOn));
        setting.registry.calls.on("manifest " + REPOSITORY + " v3", () -> Calls.await(goneOn));
        fails("v1", () -> {
            Calls.await(goneOn);
            return error;
        });

        assertThatThrownBy(() -> setting.images.tagInfos(UNTAGGED)).isSameAs(error);

        assertThat(error.getSuppressed()).contains(failed);
        assertThat(working).hasValue(0);
    }

    @Test
    void aFailureOfTheTagsIsThrownAsItIs() {
        var error = new RegistryUnavailableException("It is down", null, null);
        setting.registry.calls.on("tags", Calls.failing(() -> error));

        assertThatThrownBy(() -> setting.images.tagInfos(UNTAGGED)).isSameAs(error);
        assertThatThrownBy(() -> setting.images.tagInfoResults(UNTAGGED)).isSameAs(error);
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
