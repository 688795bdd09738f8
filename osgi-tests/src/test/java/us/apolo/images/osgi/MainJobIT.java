package us.apolo.images.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.BundleException;
import us.apolo.images.LocalImage;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.TestImage;

/** The main job in every framework with every pair of adapters, and that nothing is left of it. */
class MainJobIT {
    private static final AtomicInteger RUNS = new AtomicInteger();

    /** {@link Services#IMAGE} as a folder has it. */
    private static final LocalImage CARRIED = new LocalImage("carried", "v1");

    private static Services services;
    private static Remains remains;

    @TempDir
    Path storage = Path.of("");

    @TempDir
    Path folders = Path.of("");

    @BeforeAll
    static void start() {
        services = Services.start();
        remains = new Remains();
    }

    @AfterAll
    static void nothingIsLeft() throws InterruptedException {
        try {
            remains.assertNone();
        } finally {
            services.close();
        }
    }

    static Stream<Arguments> combinations() {
        return Arrays.stream(FrameworkKind.values())
                .flatMap(framework -> Arrays.stream(Transport.values())
                        .flatMap(transport ->
                                Arrays.stream(Store.values()).map(store -> Arguments.of(framework, transport, store))));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void isDoneWithInstancesWhereNothingMediates(FrameworkKind framework, Transport transport, Store store)
            throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.core())
                .with(transport.bundles())
                .with(List.of(store.bundle()))
                .with(BundleSets.probe())
                .watchedBy(remains, framework + " without a mediator")) {
            assertDone(running, adapters("GIVEN", transport, store));
        }
    }

    @ParameterizedTest
    @MethodSource("combinations")
    @Tag("long")
    void isDoneWithTheOnlyAdaptersThatAMediatorFinds(FrameworkKind framework, Transport transport, Store store)
            throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.mediator())
                .with(BundleSets.core())
                .with(transport.bundles())
                .with(List.of(store.bundle()))
                .with(BundleSets.probe())
                .watchedBy(remains, framework + " with a mediator")) {
            assertDone(running, adapters("FOUND", transport, store));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isDoneWithThoseNamedOfAllThatAMediatorFinds(FrameworkKind framework) throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.mediator())
                .with(BundleSets.core())
                .with(Transport.OKHTTP.bundles())
                .with(Transport.APACHE.bundles())
                .with(List.of(Store.DAEMON.bundle(), Store.COMMAND.bundle()))
                .with(BundleSets.folder())
                .with(BundleSets.probe())
                .watchedBy(remains, framework + " with everything")) {
            for (var transport : List.of(Transport.OKHTTP, Transport.APACHE)) {
                for (var store : Store.values()) {
                    assertDone(running, adapters("NAMED", transport, store));
                }
                assertDoneInAFolder(running, "NAMED", transport);
            }
        }
    }

    static Stream<Arguments> frameworksAndTransports() {
        return Arrays.stream(FrameworkKind.values())
                .flatMap(framework ->
                        Arrays.stream(Transport.values()).map(transport -> Arguments.of(framework, transport)));
    }

    @ParameterizedTest
    @MethodSource("frameworksAndTransports")
    void isDoneWithAFolderInThePlaceOfAnEngine(FrameworkKind framework, Transport transport) throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.core())
                .with(transport.bundles())
                .with(BundleSets.folder())
                .with(BundleSets.probe())
                .watchedBy(remains, framework + " with a folder")) {
            assertDoneInAFolder(running, "GIVEN", transport);
        }
    }

    @ParameterizedTest
    @MethodSource("frameworksAndTransports")
    void isDoneWithAFolderThatAMediatorFinds(FrameworkKind framework, Transport transport) throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.mediator())
                .with(BundleSets.core())
                .with(transport.bundles())
                .with(BundleSets.folder())
                .with(BundleSets.probe())
                .watchedBy(remains, framework + " with a mediator and a folder")) {
            assertDoneInAFolder(running, "FOUND", transport);
        }
    }

    private static Map<String, String> adapters(String how, Transport transport, Store store) {
        return Map.of("adapters", how, "transport", transport.key(), "store", store.key());
    }

    private static void assertDone(RunningFramework running, Map<String, String> adapters) {
        var target = "back-again:v" + RUNS.incrementAndGet();
        var names = new ArrayList<>(services.engine().images());

        assertDone(running, adapters, target);

        names.add(target);
        assertThat(services.engine().images()).containsExactlyInAnyOrderElementsOf(names);
    }

    /** Has the job done in a folder with a small image, to which it comes back under another name. */
    private void assertDoneInAFolder(RunningFramework running, String how, Transport transport) {
        var run = RUNS.incrementAndGet();
        var target = new LocalImage("back-again", "v" + run);
        var folder = folders.resolve("layout" + run);
        // Closed before the framework's own classes of the adapter work there: locks belong to the process.
        try (var store = OciLayout.open(folder)) {
            fill(store);
        }

        assertDone(
                running,
                Map.of(
                        "adapters",
                        how,
                        "transport",
                        transport.key(),
                        "store",
                        "oci-layout",
                        "engine",
                        folder.toString()),
                target.toString());

        try (var store = OciLayout.open(folder)) {
            assertThat(store.names()).containsExactlyInAnyOrder(CARRIED, target);
            assertThat(store.inspect(target)).isEqualTo(store.inspect(CARRIED)).isPresent();
        }
    }

    private static void fill(OciLayout store) {
        var registry = new InMemoryRegistry();
        var repository = new Repository("made.example.com", "here");
        registry.put(repository, "v1", TestImage.builder().oci().seed(23).build());
        store.pull(new Transfer(CARRIED, repository, Optional.empty(), null, registry), step -> {});
    }

    private static void assertDone(RunningFramework running, Map<String, String> adapters, String target) {
        var project = "project" + RUNS.incrementAndGet();
        var settings = services.settings(project, target);
        settings.putAll(adapters);

        var told = running.doMainJob(settings);

        var remote = "image://osgi/acme/" + project + "/" + Services.IMAGE;
        assertThat(told)
                .startsWith("pushed " + remote, "listed true", "tags [" + remote + "]", "pulled " + target)
                .endsWith("gone true")
                .hasSize(6);
        assertThat(told.get(4)).matches("deleted sha256:[0-9a-f]{64}");
    }
}
