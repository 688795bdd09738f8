package us.apolo.images.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.Constants;

/** The bundles with libraries inside. */
class SelfContainedBundlesTest {
    private static final String LICENSES = "META-INF/licenses/";

    /** The packages of the Java platform. */
    private static final Set<String> PLATFORM = ModuleLayer.boot().modules().stream()
            .filter(module -> module.getName().matches("(java|jdk)\\..*"))
            .flatMap(module -> module.getDescriptor().exports().stream())
            .filter(exports -> !exports.isQualified())
            .map(exports -> exports.source())
            .collect(Collectors.toSet());

    static Stream<Arguments> bundles() {
        return Stream.of(
                Arguments.of(
                        "transport-okhttp", List.of("okhttp3", "okio", "kotlin"), List.of("kotlin-stdlib", "okhttp-jvm", "okio-jvm")),
                Arguments.of(
                        "transport-apache",
                        List.of("org.apache.hc", "org.slf4j", "org.publicsuffix"),
                        List.of("httpclient5", "httpcore5", "httpcore5-h2", "slf4j-api", "slf4j-jdk14")),
                Arguments.of("docker-daemon-adapter", List.of("com.github.dockerjava"), List.of("docker-java-api")));
    }

    private static List<String> names(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    void needNothingButTheApiTheJdkAndJackson(String module) {
        var headers = Headers.of(BundleFiles.selfContained(module));

        assertThat(headers.neededPackages())
                .allMatch(name -> name.matches("us\\.apolo\\.images(\\.port(\\.engine)?)?")
                        || PLATFORM.contains(name)
                        || (module.startsWith("docker")
                                && name.matches("tools\\.jackson\\..*|com\\.fasterxml\\.jackson\\.annotation")));
        assertThat(headers.packages(Constants.IMPORT_PACKAGE))
                .as("what is optional is the JDK's as well")
                .allMatch(name -> PLATFORM.contains(name) || headers.neededPackages().anyMatch(name::equals));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    void haveTheModulesClassesAndTheLibrariesAndNothingElse(String module, List<String> inside) {
        var names = names(BundleFiles.selfContained(module));
        var own = names(BundleFiles.plain(module)).stream()
                .filter(name -> name.startsWith("us/") || name.startsWith("META-INF/services/"))
                .toList();

        assertThat(names).containsAll(own);
        assertThat(names)
                .filteredOn(name -> !name.startsWith("META-INF/") && !name.startsWith("us/apolo/images/"))
                .allMatch(name -> inside.stream().anyMatch(each -> name.startsWith(each.replace('.', '/') + "/")))
                .isNotEmpty();
        assertThat(names)
                .as("signatures of other jars, their descriptors and versions of classes")
                .noneMatch(name -> name.matches("META-INF/([^/]*\\.(SF|RSA|DSA|EC)|versions/.*)|(.*/)?module-info\\.class"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    void haveTheLicenceOfEachLibrary(String module, List<String> inside, List<String> libraries) {
        var licences = names(BundleFiles.selfContained(module)).stream()
                .filter(name -> name.matches(LICENSES + ".*LICENSE(\\.txt)?"))
                .map(name -> name.substring(LICENSES.length()).replaceFirst("/.*", ""))
                .distinct();

        assertThat(licences).containsExactlyInAnyOrderElementsOf(libraries);
    }
}
