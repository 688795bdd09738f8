package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.Platform;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Reference;

@Timeout(60)
class StoreTransferTest {
    private static final LocalImage APP = new LocalImage("app", "v1");
    private static final LocalImage COPY = new LocalImage("copy", "v2");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryStore store = new InMemoryStore();
    private final TestImage image = TestImage.builder().layerSizes(40_000, 100).build();
    private final List<ImageProgressStep> steps = new ArrayList<>();

    private List<LayerStatus> statuses(String layer) {
        return steps.stream()
                .filter(step -> step.layerId().equals(layer))
                .map(ImageProgressStep::status)
                .distinct()
                .toList();
    }

    private static String id(TestImage image, int layer) {
        return image.layers().get(layer).encoded().substring(0, 12);
    }

    @Test
    void aPushStoresTheImageAndTellsOfEachLayer() {
        store.add(APP, image);

        assertThat(store.push(Moves.transfer(registry, APP), steps::add)).isEqualTo(image.digest());

        assertThat(registry.manifest(Moves.repository("team/app"), Reference.tag("v1")))
                .isEqualTo(image.manifest());
        for (var layer = 0; layer < 2; layer++) {
            assertThat(statuses(id(image, layer)))
                    .containsExactly(LayerStatus.WAITING, LayerStatus.TRANSFERRING, LayerStatus.DONE);
        }
        assertBytesGrow();
    }

    private void assertBytesGrow() {
        var moving = steps.stream()
                .filter(step -> step.layerId().equals(id(image, 0)) && step.status() == LayerStatus.TRANSFERRING)
                .toList();
        assertThat(moving).hasSizeGreaterThan(2).allMatch(step -> step.total().isPresent());
        assertThat(moving)
                .extracting(step -> step.current().getAsLong())
                .isSorted()
                .startsWith(0L);
        var last = moving.get(moving.size() - 1);
        assertThat(last.current()).isEqualTo(last.total());
        assertThat(steps.get(steps.size() - 1).current())
                .isEqualTo(steps.get(steps.size() - 1).total())
                .isPresent();
    }

    @Test
    void whatTheRegistryHasIsNotSentAgain() {
        store.add(APP, image);
        store.push(Moves.transfer(registry, APP), step -> {});
        var grown = TestImage.builder().layerSizes(40_000, 100, 200).build();
        store.add(new LocalImage("app", "v2"), grown);
        store.add(COPY, grown);

        store.push(Moves.transfer(registry, new LocalImage("app", "v2")), steps::add);
        assertThat(statuses(id(grown, 0))).containsExactly(LayerStatus.WAITING, LayerStatus.EXISTS);
        assertThat(statuses(id(grown, 2))).endsWith(LayerStatus.DONE);

        steps.clear();
        store.push(Moves.transfer(registry, COPY), steps::add);
        assertThat(steps)
                .filteredOn(step -> step.status() == LayerStatus.EXISTS)
                .extracting(ImageProgressStep::message)
                .containsOnly("Mounted from team/app")
                .hasSize(3);
        assertThat(registry.digest(Moves.repository("team/copy"), Reference.tag("v2")))
                .isEqualTo(grown.digest());
    }

    @Test
    void aPullBringsTheImageAndTellsOfEachLayer() {
        registry.put(Moves.repository("team/app"), "v1", image);

        assertThat(store.pull(Moves.transfer(registry, APP), steps::add)).isEqualTo(image.digest());

        assertThat(store.manifestDigest(APP)).contains(image.digest());
        for (var layer = 0; layer < 2; layer++) {
            assertThat(statuses(id(image, layer)))
                    .containsExactly(
                            LayerStatus.WAITING, LayerStatus.TRANSFERRING, LayerStatus.VERIFYING, LayerStatus.DONE);
        }
        assertBytesGrow();

        steps.clear();
        registry.put(Moves.repository("team/copy"), "v2", image);
        store.pull(Moves.transfer(registry, COPY), steps::add);
        assertThat(statuses(id(image, 0))).containsExactly(LayerStatus.WAITING, LayerStatus.EXISTS);
    }

    @Test
    void aPulledImageCanBePushedAsItWas() {
        registry.put(Moves.repository("team/app"), "v1", image);
        store.pull(Moves.transfer(registry, APP), step -> {});
        store.tag(store.inspect(APP).orElseThrow().id(), COPY);
        assertThat(store.push(Moves.transfer(registry, COPY), steps::add)).isEqualTo(image.digest());
        assertThat(steps).anyMatch(step -> step.message().equals("Mounted from team/app"));
    }

    @Test
    void fromAnIndexTheImageForThePlatformComes() {
        var arm = TestImage.builder()
                .seed(2)
                .platform(Platform.parse("linux/arm64/v8"))
                .build();
        var index = TestImage.index(arm, image);
        registry.put(Moves.repository("team/app"), "v1", index);

        assertThat(store.pull(Moves.transfer(registry, APP), steps::add)).isEqualTo(index.digest());
        assertThat(store.manifestDigest(APP)).contains(image.digest());
        store.pull(Moves.transfer(registry, APP, Platform.parse("linux/arm64")), steps::add);
        assertThat(store.manifestDigest(APP)).contains(arm.digest());
        try (var other = new InMemoryStore(Platform.parse("linux/arm64"))) {
            other.pull(Moves.transfer(registry, APP), steps::add);
            assertThat(other.manifestDigest(APP)).contains(arm.digest());
        }
        assertThatThrownBy(() -> store.pull(Moves.transfer(registry, APP, Platform.parse("linux/s390x")), steps::add))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("linux/s390x");
    }

    @Test
    void anImageWithoutLayersIsMovedWithoutSteps() {
        var bare = TestImage.builder().layers(0, 0).build();
        store.add(APP, bare);
        assertThat(store.push(Moves.transfer(registry, APP), steps::add)).isEqualTo(bare.digest());
        assertThat(steps).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidToBeMissingWhereItIs() {
        assertThatThrownBy(() -> store.push(Moves.transfer(registry, APP), steps::add))
                .isInstanceOfSatisfying(
                        ImageNotFoundException.class, e -> assertThat(e.where()).contains("local store"));
        assertThatThrownBy(() -> store.pull(Moves.transfer(registry, APP), steps::add))
                .isInstanceOfSatisfying(
                        ImageNotFoundException.class, e -> assertThat(e.where()).contains("registry"));
    }

    @Test
    void whatTheRegistryRefusesFailsTheTransferUnlessItHasAnErrorOfItsOwn() {
        store.add(APP, image);
        registry.put(Moves.repository("team/app"), "v1", image);
        for (var own : List.of(
                new RegistryUnavailableException("gone", null, null), new NotAuthorizedException("no", null, null))) {
            registry.failNext(InMemoryRegistry.Operation.PUT_MANIFEST, own);
            assertThatThrownBy(() -> store.push(Moves.transfer(registry, APP), steps::add))
                    .isSameAs(own);
            registry.failNext(InMemoryRegistry.Operation.MANIFEST, own);
            assertThatThrownBy(() -> store.pull(Moves.transfer(registry, APP), steps::add))
                    .isSameAs(own);
        }
        for (var other : List.of(
                new RegistryRefusedException("no", null, null), new RegistryProtocolException("odd", null, null))) {
            registry.failNext(InMemoryRegistry.Operation.PUT_MANIFEST, other);
            assertThatThrownBy(() -> store.push(Moves.transfer(registry, APP), steps::add))
                    .isInstanceOf(TransferFailedException.class)
                    .hasCause(other);
            registry.failNext(InMemoryRegistry.Operation.MANIFEST, other);
            assertThatThrownBy(() -> store.pull(Moves.transfer(registry, APP), steps::add))
                    .isInstanceOf(TransferFailedException.class)
                    .hasCause(other);
        }
        var notFound = new ImageNotFoundException("app", "the registry", null, null);
        registry.failNext(InMemoryRegistry.Operation.BLOB_SIZE, notFound);
        assertThatThrownBy(() -> store.push(Moves.transfer(registry, APP), steps::add))
                .isInstanceOf(TransferFailedException.class)
                .hasCause(notFound);
    }

    @Test
    void aPullThatFailsLeavesTheNameAsItWas() {
        var id = store.add(APP, TestImage.builder().seed(9).build());
        registry.put(Moves.repository("team/app"), "v1", image);
        registry.failNext(InMemoryRegistry.Operation.READ_BLOB, new RegistryUnavailableException("gone", null, null));
        assertThatThrownBy(() -> store.pull(Moves.transfer(registry, APP), steps::add))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(store.inspect(APP).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void whatTheConsumerThrowsIsThrownOn() {
        store.add(APP, image);
        registry.put(Moves.repository("team/app"), "v1", image);
        var own = new RegistryRefusedException("the consumer's own", null, null);
        for (var status : List.of(LayerStatus.WAITING, LayerStatus.TRANSFERRING, LayerStatus.DONE)) {
            var elsewhere = new LocalImage("elsewhere", "v1");
            store.tag(store.inspect(APP).orElseThrow().id(), elsewhere);
            var fresh = new InMemoryRegistry();
            assertThatThrownBy(() -> store.push(Moves.transfer(fresh, elsewhere), step -> throwAt(step, status, own)))
                    .isSameAs(own);
            assertThatThrownBy(() -> fresh.digest(Moves.repository("team/elsewhere"), Reference.tag("v1")))
                    .isInstanceOf(ImageNotFoundException.class);
            try (var empty = new InMemoryStore()) {
                assertThatThrownBy(() -> empty.pull(Moves.transfer(registry, APP), step -> throwAt(step, status, own)))
                        .isSameAs(own);
                assertThat(empty.names()).isEmpty();
            }
        }
    }

    private static void throwAt(ImageProgressStep step, LayerStatus status, RuntimeException error) {
        if (step.status() == status) {
            throw error;
        }
    }

    @Test
    void anInterruptEndsATransferAndTheFlagStaysSet() {
        registry.put(Moves.repository("team/app"), "v1", image);
        assertThatThrownBy(() -> store.pull(
                        Moves.transfer(registry, APP),
                        step -> Thread.currentThread().interrupt()))
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(OperationCancelledException.Reason.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void closeEndsTransfersFromWhereverItIsCalled() throws Exception {
        registry.put(Moves.repository("team/app"), "v1", image);
        var arrived = new CompletableFuture<Boolean>();
        var goOn = new CompletableFuture<Boolean>();
        var pull = CompletableFuture.supplyAsync(() -> {
            try {
                return store.pull(Moves.transfer(registry, APP), step -> {
                    arrived.complete(true);
                    awaitIgnoringInterrupts(goOn);
                });
            } finally {
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        });
        arrived.get(20, TimeUnit.SECONDS);
        store.close();
        goOn.complete(true);

        assertThatThrownBy(() -> pull.get(20, TimeUnit.SECONDS)).cause().satisfies(StoreTransferTest::assertClosed);
        assertClosedBySelf();
    }

    private static void awaitIgnoringInterrupts(CompletableFuture<Boolean> future) {
        // A join throws nothing at an interrupt, and keeps the flag.
        assertThat(future.join()).isTrue();
    }

    private void assertClosedBySelf() {
        var own = new InMemoryStore();
        assertThatThrownBy(() -> own.pull(Moves.transfer(registry, APP), step -> own.close()))
                .satisfies(StoreTransferTest::assertClosed);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private static void assertClosed(Throwable error) {
        assertThat(error)
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        cancelled ->
                                assertThat(cancelled.reason()).isEqualTo(OperationCancelledException.Reason.CLOSED));
    }
}
