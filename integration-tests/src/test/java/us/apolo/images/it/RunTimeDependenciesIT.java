package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user inherits with each module, beside the api: a change of it is a decision. */
class RunTimeDependenciesIT {
    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of("apolo-images-api", List.of()),
                Arguments.of("apolo-images-core", List.of("jackson-annotations", "jackson-core", "jackson-databind")),
                Arguments.of("transport-okhttp", List.of("kotlin-stdlib", "okhttp-jvm", "okio-jvm")),
                Arguments.of("transport-apache", List.of("httpclient5", "httpcore5", "httpcore5-h2", "slf4j-api")),
                Arguments.of("docker-cli-adapter", List.of()),
                Arguments.of("oci-layout-adapter", List.of("jackson-annotations", "jackson-core", "jackson-databind")),
                Arguments.of(
                        "apolo-login",
                        List.of(
                                "jackson-annotations",
                                "jackson-core",
                                "jackson-databind",
                                "jackson-dataformat-toml",
                                "sqlite-jdbc")),
                Arguments.of(
                        "docker-daemon-adapter",
                        List.of("docker-java-api", "jackson-annotations", "jackson-core", "jackson-databind")),
                Arguments.of(
                        "apolo-images-testkit", List.of("jackson-annotations", "jackson-core", "jackson-databind")),
                Arguments.of("apolo-images-console", List.of("jline-native", "jline-terminal")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void areThoseThatWereDecidedOn(String module, List<String> libraries) {
        assertThat(BuiltJars.of(module).jars())
                .extracting(BuiltJars::artifact)
                .filteredOn(name -> !name.equals(module) && !name.equals("apolo-images-api"))
                .containsExactlyInAnyOrderElementsOf(libraries);
    }
}
