package us.apolo.images.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.commons.JUnitException;
import org.opentest4j.AssertionFailedError;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/** What starts in a framework and what is found there; nothing is carried anywhere. */
class BareFrameworkTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "adapters", "FOUND",
            "registry", "http://localhost:1",
            "user", "nobody",
            "password", "none",
            "engine", "unix:///nowhere.sock",
            "image", "nothing:v1",
            "project", "none",
            "target", "nothing:v2");

    @TempDir
    Path storage = Path.of("");

    private static List<Path> testKit() {
        return List.of(BundleFiles.plain("apolo-images-testkit"));
    }

    @ParameterizedTest
    @EnumSource
    void everyBundleStartsWithNothingButItsLibraries(FrameworkKind framework) throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.core())
                .with(Transport.OKHTTP.bundles())
                .with(Transport.APACHE.bundles())
                .with(List.of(Store.DAEMON.bundle(), Store.COMMAND.bundle()))
                .with(BundleSets.folder())
                .with(BundleFiles.librariesOf("apolo-images-console"))
                .with(List.of(BundleFiles.plain("apolo-images-console")))
                .with(testKit())
                .with(BundleSets.probe())) {
            assertThat(running.bundles()).hasSize(15).allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTestKitTakesJUnitWhereItIsThere(FrameworkKind framework) throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.core())
                .with(Stream.of(API.class, AssertionFailedError.class, JUnitException.class, Test.class)
                        .map(BareFrameworkTest::jarOf)
                        .toList())
                .with(testKit())) {
            var kit = running.bundles().get(running.bundles().size() - 1);
            assertThat(Objects.requireNonNull(kit.adapt(BundleWiring.class))
                            .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE))
                    .anyMatch(wire -> wire.getProvider().getSymbolicName().equals("junit-jupiter-api"));
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingMediatesTheErrorSaysWhatWould(FrameworkKind framework) throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.core())
                .with(Transport.APACHE.bundles())
                .with(BundleSets.probe())) {
            assertThat(running.doMainJob(SETTINGS))
                    .singleElement()
                    .asString()
                    .contains(
                            "There is no HTTP transport",
                            "give the builder an instance",
                            "a mediator for ServiceLoader");
            assertThat(running.doMainJob(named("apache")))
                    .singleElement()
                    .asString()
                    .contains("there is none of that name", "a mediator for ServiceLoader");
        }
    }

    private static Map<String, String> named(String transport) {
        var settings = new HashMap<>(SETTINGS);
        settings.putAll(Map.of("adapters", "NAMED", "transport", transport, "store", "docker-cli"));
        return settings;
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoNoneIsTakenAndTheErrorHasBoth(FrameworkKind framework) throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.mediator())
                .with(BundleSets.core())
                .with(Transport.OKHTTP.bundles())
                .with(Transport.APACHE.bundles())
                .with(BundleSets.probe())) {
            assertThat(running.doMainJob(SETTINGS))
                    .singleElement()
                    .asString()
                    .contains("There are 2 candidates for the HTTP transport", "'okhttp' from ", "'apache' from ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAdapterIsFoundAsLongAsItsBundleIsActive(FrameworkKind framework) throws BundleException {
        try (var running = RunningFramework.start(framework, storage)
                .with(BundleSets.mediator())
                .with(BundleSets.core())
                .with(BundleSets.probe())) {
            assertMissing(running);

            running.with(Transport.APACHE.bundles()).with(List.of(Store.DAEMON.bundle()));
            assertThatThrownBy(() -> running.doMainJob(SETTINGS)).hasMessageContaining("nowhere.sock");

            running.bundles().get(running.bundles().size() - 2).stop();
            assertMissing(running);
        }
    }

    private static void assertMissing(RunningFramework running) {
        assertThat(running.doMainJob(SETTINGS)).singleElement().asString().contains("There is no HTTP transport");
    }
}
