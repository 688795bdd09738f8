package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.port.StoredImage;
import us.apolo.images.testkit.InMemoryStore.Operation;

class InMemoryStoreTest {
    private static final LocalImage APP = new LocalImage("app", "v1");
    private static final LocalImage OTHER = new LocalImage("other", "v1");

    private final InMemoryStore store = new InMemoryStore();
    private final TestImage image = TestImage.builder().layers(2, 100).build();

    @Test
    void anImageIsFoundByItsNames() {
        var id = store.add(APP, image);
        var stored = store.inspect(APP).orElseThrow();
        assertThat(stored.id()).isEqualTo(id).isNotEqualTo(image.digest());
        assertThat(stored.size()).isGreaterThan(image.size());
        assertThat(store.inspect(OTHER)).isEmpty();
        assertThat(store.manifestDigest(APP)).contains(image.digest());

        store.tag(id, OTHER);

        assertThat(store.inspect(OTHER)).contains(stored);
        assertThat(store.names()).containsExactly(APP, OTHER);
    }

    @Test
    void aNameWithoutATagStandsForLatest() {
        var id = store.add(new LocalImage("app", null), image);
        assertThat(store.inspect(new LocalImage("app", "latest")).map(StoredImage::id))
                .contains(id);
        store.untag(new LocalImage("app", null));
        assertThat(store.names()).isEmpty();
    }

    @Test
    void aNameMovesAndTheOtherImageLosesIt() {
        var older = store.add(APP, image);
        var newer = store.add(APP, TestImage.builder().seed(2).build());
        assertThat(store.inspect(APP).map(StoredImage::id)).contains(newer);
        store.tag(older, APP);
        assertThat(store.inspect(APP).map(StoredImage::id)).contains(older);
    }

    @Test
    void anImageGoesWithItsLastName() {
        var id = store.add(APP, image);
        store.tag(id, OTHER);
        store.untag(APP);
        store.untag(APP);
        store.tag(id, APP);
        store.untag(APP);
        store.untag(OTHER);
        assertThatThrownBy(() -> store.tag(id, APP))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining(id.toString());
    }

    @Test
    void anIndexIsNoLocalImage() {
        assertThatThrownBy(() -> store.add(APP, TestImage.index(image))).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Runnable> calls() {
        return List.of(
                () -> store.inspect(APP),
                () -> store.tag(Digest.sha256(new byte[0]), APP),
                () -> store.untag(APP),
                () -> store.push(Moves.transfer(new InMemoryRegistry(), APP), step -> {}),
                () -> store.pull(Moves.transfer(new InMemoryRegistry(), APP), step -> {}));
    }

    @Test
    void eachOperationFailsOnDemand() {
        var operations = Operation.values();
        assertThat(operations).hasSize(calls().size());
        for (var i = 0; i < operations.length; i++) {
            var error = new EngineUnavailableException("gone", List.of(), null);
            store.failNext(operations[i], error);
            assertThatThrownBy(calls().get(i)::run).isSameAs(error);
        }
        assertThat(store.inspect(APP)).isEqualTo(Optional.empty());
    }

    @Test
    void anInterruptedThreadDoesNothing() {
        store.add(APP, image);
        for (var call : calls()) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                OperationCancelledException.class,
                                e -> assertThat(e.reason()).isEqualTo(OperationCancelledException.Reason.INTERRUPTED));
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
        assertThat(store.names()).containsExactly(APP);
    }

    @Test
    void aClosedStoreDoesNothing() {
        store.close();
        store.close();
        for (var call : calls()) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The local store is closed");
        }
    }
}
