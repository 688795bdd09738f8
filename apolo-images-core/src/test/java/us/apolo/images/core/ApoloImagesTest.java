package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerProvider;
import us.apolo.images.port.Reference;

/** Which adapters are used, and who closes them. */
class ApoloImagesTest {
    private static final LocalDockerConfig ELSEWHERE = LocalDockerConfig.DEFAULT.withLocation("elsewhere");

    private final Declared declared;
    private final MemoryRegistry registry = new MemoryRegistry();

    ApoloImagesTest(@TempDir Path folder) {
        declared = new Declared(folder);
        Providers.TRANSPORTS.clear();
        Providers.STORES.clear();
    }

    @AfterEach
    void close() {
        declared.close();
    }

    private static ApoloImages.Builder builder() {
        return ApoloImages.builder().config(Setting.config());
    }

    private void declareTransport(Class<?>... providers) {
        declared.declare(HttpTransportProvider.class, providers);
    }

    private void declareStore(Class<?>... providers) {
        declared.declare(LocalDockerProvider.class, providers);
    }

    @Test
    void whatIsGivenIsUsedAndStaysOpen() {
        var transport = new Providers.Transport(HttpTransportConfig.DEFAULT);
        var store = new MemoryStore(registry);
        try (var images = builder().transport(transport).localStore(store).build()) {
            assertThatThrownBy(() -> images.digest(REMOTE))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasRootCauseMessage("There is no network");
        }
        assertThat(transport.timesClosed()).isZero();
        assertThat(store.isClosed()).isFalse();
    }

    @Test
    void whatIsGivenKeepsTheServiceLoaderOutOfIt() {
        declareTransport(Providers.Broken.class);
        declareStore(Providers.Broken.class);
        var transport = new Providers.Transport(HttpTransportConfig.DEFAULT);
        var store = new MemoryStore(registry);

        builder().transport(transport).localStore(store).build().close();
        builder().registry(registry).localStore(store).build().close();

        assertThatThrownBy(() -> builder().localStore(store).build()).isInstanceOf(AdapterSelectionException.class);
        assertThatThrownBy(() -> builder().transport(transport).build()).isInstanceOf(AdapterSelectionException.class);
    }

    @Test
    void whatIsMadeIsClosedOnce() {
        declareTransport(Providers.Alpha.class);
        declareStore(Providers.Store.class);

        var images = builder().build();
        assertThat(Providers.TRANSPORTS)
                .singleElement()
                .satisfies(it -> assertThat(it.timesClosed()).isZero());
        assertThat(Providers.STORES)
                .singleElement()
                .satisfies(it -> assertThat(it.isClosed()).isFalse());
        images.close();
        images.close();

        assertThat(Providers.TRANSPORTS)
                .singleElement()
                .satisfies(it -> assertThat(it.timesClosed()).isEqualTo(1));
        assertThat(Providers.STORES)
                .singleElement()
                .satisfies(it -> assertThat(it.isClosed()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(classes = {Providers.RefusingStore.class, Providers.UnlinkedStore.class, Providers.Alpha.class})
    void aTransportThatWasMadeIsClosedIfTheStoreCannotBe(Class<?> store) {
        declareTransport(Providers.Alpha.class);
        declareStore(store);

        assertThatThrownBy(() -> builder().localStore(ELSEWHERE).build()).isNotNull();

        assertThat(Providers.TRANSPORTS)
                .singleElement()
                .satisfies(it -> assertThat(it.timesClosed()).isEqualTo(1));
    }

    @Test
    void aTransportThatDoesNotCloseThenDoesNotHideWhyTheStoreCannotBeMade() {
        declareTransport(Providers.Stuck.class);
        declareStore(Providers.RefusingStore.class);

        assertThatThrownBy(() -> builder().localStore(ELSEWHERE).build())
                .hasMessage("The location is not for this store")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(it -> assertThat(it).hasMessage("It does not close")));
    }

    @Test
    void aStoreThatHasToBeToldWhereItIsIsMissedByThoseWhoWantOne() {
        declareTransport(Providers.Alpha.class);
        declareStore(Providers.RefusingStore.class);

        try (var images = builder().build()) {
            assertThatThrownBy(() -> images.push(Setting.LOCAL))
                    .isInstanceOf(AdapterSelectionException.class)
                    .hasMessageContainingAll("The location is not for this store", "withLocation(");
        }
    }

    @Test
    void aTransportIsMadeAsConfigured() {
        declareTransport(Providers.Alpha.class);
        var config = HttpTransportConfig.DEFAULT.withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2));

        builder().transport(config).build().close();

        assertThat(Providers.TRANSPORTS)
                .singleElement()
                .satisfies(it -> assertThat(it.config).isSameAs(config));
    }

    @Test
    void withoutATransportNothingIsBuilt() {
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(AdapterSelectionException.class)
                .hasMessageContaining("us.apolo.images:transport-okhttp");
    }

    @Test
    void withoutALocalStoreOnlyTransfersFail() {
        var digest = registry.put(Setting.REPOSITORY, "v1", MemoryRegistry.image("app"));
        try (var images = builder().registry(registry).build()) {
            assertThat(images.digest(REMOTE)).isEqualTo(digest);
            assertThatThrownBy(() -> images.push(LOCAL))
                    .isInstanceOf(AdapterSelectionException.class)
                    .hasMessageContaining("us.apolo.images:docker-daemon-adapter");
            assertThatThrownBy(() -> images.pull(REMOTE)).isInstanceOf(AdapterSelectionException.class);
        }
    }

    @Test
    void theBuilderNamesTheAdapters() {
        declareTransport(Providers.Alpha.class, Providers.Beta.class);
        declareStore(Providers.Store.class);

        builder().transport("beta").localStore("memory").build().close();

        assertThat(Providers.TRANSPORTS).hasSize(1);
        assertThatThrownBy(() -> builder().build()).hasMessageContaining("ApoloImages.builder().transport(\"alpha\")");
        assertThatThrownBy(() -> builder().registry(registry).localStore("none").build())
                .hasMessageContaining("local image store 'none'");
    }

    @Test
    void aSystemPropertyNamesAnAdapter() {
        declareTransport(Providers.Alpha.class, Providers.Beta.class);
        System.setProperty("apolo.images.transport", "beta");
        try {
            builder().build().close();
        } finally {
            System.clearProperty("apolo.images.transport");
        }
        assertThat(Providers.TRANSPORTS).hasSize(1);
    }

    @Test
    void aListenerThatClosesLeavesNoNameInAStoreThatWasMade() {
        declareStore(Providers.Store.class);
        var images = builder().registry(registry).build();
        var store = Providers.STORES.get(0);
        store.put("app:v1", MemoryRegistry.image("app"));
        store.calls.on("middle", images::close);

        var caller = Caller.start(() -> images.push(LOCAL, REMOTE)).join();

        assertThat(caller.failure()).isInstanceOf(OperationCancelledException.class);
        assertThat(store.names()).containsExactly("app:v1");
        assertThat(store.isClosed()).isTrue();
    }

    @Test
    void aNameThatWasLeftIsPutBackBeforeAStoreThatWasMadeIsClosed() {
        declareStore(Providers.Store.class);
        var store = storeWithALeftoverName();

        assertThat(store.names()).containsExactly("app:v1");
        assertThat(store.isClosed()).isTrue();
    }

    private MemoryStore storeWithALeftoverName() {
        try (var images = builder().registry(registry).build()) {
            var store = Providers.STORES.get(0);
            store.put("app:v1", MemoryRegistry.image("app"));
            store.calls.on("untag", Calls.failing(TemporaryNameOfPushTest::gone));
            assertThatThrownBy(() -> images.push(LOCAL, REMOTE)).isNotNull();
            assertThat(store.names()).hasSize(2);
            store.calls.clear("untag");
            return store;
        }
    }

    @Test
    void theListenersOwnOperationsAreAllowedInTheMiddle() {
        var store = new MemoryStore(registry);
        store.put("app:v1", MemoryRegistry.image("app"));
        try (var images = builder().registry(registry).localStore(store).build()) {
            images.push(LOCAL, REMOTE, new ImageProgressListener() {
                @Override
                public void push(ImageProgressPush event) {
                    images.push(LOCAL, REMOTE.withTag("v2"));
                }
            });
        }
        assertThat(store.names()).containsExactly("app:v1");
        assertThat(registry.find(Setting.REPOSITORY, Reference.tag("v2"))).isNotNull();
    }
}
