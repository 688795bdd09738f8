package us.apolo.images.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Constants;

/** What the bundles give and take: a change of it is a decision, and shows in {@code src/test/resources/headers}. */
class BundleHeadersTest {
    private static final Path DECIDED = Path.of("src/test/resources/headers");
    private static final Path BUILT = Path.of("target/headers");

    static Stream<String> modules() {
        return Stream.of(
                "apolo-images-api",
                "apolo-images-core",
                "transport-okhttp",
                "transport-apache",
                "docker-daemon-adapter",
                "docker-cli-adapter",
                "oci-layout-adapter",
                "apolo-login",
                "apolo-images-console",
                "apolo-images-testkit");
    }

    static Stream<Arguments> bundles() {
        return Stream.concat(
                modules().map(module -> Arguments.of(module, BundleFiles.plain(module))),
                Stream.of("transport-okhttp", "transport-apache", "docker-daemon-adapter")
                        .map(module -> Arguments.of(module + "-osgi", BundleFiles.selfContained(module))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    void areThoseThatWereDecidedOn(String name, Path jar) throws IOException {
        var built = Headers.of(jar).toString();
        Files.createDirectories(BUILT);
        Files.writeString(BUILT.resolve(name + ".txt"), built);

        assertThat(built).isEqualTo(Files.readString(DECIDED.resolve(name + ".txt")));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void sayWhatTheModulesDescriptorSays(String module) {
        var jar = BundleFiles.plain(module);
        var headers = Headers.of(jar);
        var descriptor = ModuleFinder.of(jar).findAll().iterator().next().descriptor();

        assertThat(BundleFiles.manifest(jar).getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME))
                .isEqualTo(descriptor.name());
        assertThat(headers.packages(Constants.EXPORT_PACKAGE))
                .containsExactlyInAnyOrderElementsOf(descriptor.exports().stream()
                        .map(ModuleDescriptor.Exports::source)
                        .toList());
        assertThat(headers.clauses(Constants.PROVIDE_CAPABILITY))
                .containsExactlyInAnyOrderElementsOf(descriptor.provides().stream()
                        .map(service -> "osgi.serviceloader;osgi.serviceloader=\"" + service.service() + "\"")
                        .toList());
    }
}
