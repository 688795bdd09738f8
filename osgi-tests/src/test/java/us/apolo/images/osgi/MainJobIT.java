package us.apolo.images.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.BundleException;

/** The main job in every framework with every pair of adapters, and that nothing is left of it. */
class MainJobIT {
    private static final AtomicInteger RUNS = new AtomicInteger();

    private static Services services;
    private static Remains remains;

    @TempDir
    Path storage = Path.of("");

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
                .with(BundleSets.probe())
                .watchedBy(remains, framework + " with everything")) {
            for (var transport : List.of(Transport.OKHTTP, Transport.APACHE)) {
                for (var store : Store.values()) {
                    assertDone(running, adapters("NAMED", transport, store));
                }
            }
        }
    }

    private static Map<String, String> adapters(String how, Transport transport, Store store) {
        return Map.of("adapters", how, "transport", transport.key(), "store", store.key());
    }

    private static void assertDone(RunningFramework running, Map<String, String> adapters) {
        var run = RUNS.incrementAndGet();
        var target = "back-again:v" + run;
        var settings = services.settings("project" + run, target);
        settings.putAll(adapters);
        var names = new ArrayList<>(services.engine().images());

        var told = running.doMainJob(settings);

        var remote = "image://osgi/acme/project" + run + "/" + Services.IMAGE;
        assertThat(told)
                .startsWith("pushed " + remote, "listed true", "tags [" + remote + "]", "pulled " + target)
                .endsWith("gone true")
                .hasSize(6);
        assertThat(told.get(4)).matches("deleted sha256:[0-9a-f]{64}");
        names.add(target);
        assertThat(services.engine().images()).containsExactlyInAnyOrderElementsOf(names);
    }
}
