package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.it.BuiltJars.Way;
import us.apolo.images.services.Command;

/** How adapters are found among the jars as they are built: none, one, two and a broken one. */
class DiscoveryIT {
    private static final String CORE = "apolo-images-core";

    @TempDir
    Path program = Path.of("");

    @TempDir
    Path broken = Path.of("");

    private String run(BuiltJars jars, Way way, List<String> options, Path... more) {
        jars.compile("discovery", way, program);
        var paths = new ArrayList<>(List.of(more));
        paths.add(program);
        var words = new ArrayList<>(jars.start("us.apolo.images.discovery.Discovery", way, paths.toArray(Path[]::new)));
        words.addAll(1, options);
        var output = Command.of(words)
                .without("APOLO_IMAGES_TRANSPORT", "APOLO_IMAGES_DOCKER")
                .timeLimit(Duration.ofMinutes(1))
                .run()
                .output();
        assertThat(output).contains("core in a module " + (way == Way.MODULE_PATH));
        return output;
    }

    @ParameterizedTest
    @EnumSource
    void withoutATransportTheErrorSaysWhatToAdd(Way way) {
        assertThat(run(BuiltJars.of(CORE), way, List.of()))
                .contains("not built: There is no HTTP transport", "us.apolo.images:transport-okhttp");
    }

    @ParameterizedTest
    @EnumSource
    void withoutALocalStoreRegistriesCanBeAskedAllTheSame(Way way) {
        assertThat(run(BuiltJars.of(CORE, "transport-okhttp"), way, List.of()))
                .contains("transport in us.apolo.images.transport.okhttp")
                .contains("store missing: There is no local image store", "us.apolo.images:docker-daemon-adapter");
    }

    @ParameterizedTest
    @EnumSource
    void theOnlyOneOfEachKindIsFound(Way way) {
        assertThat(run(BuiltJars.of(CORE, "transport-okhttp", "docker-daemon-adapter"), way, List.of()))
                .contains("transport in us.apolo.images.transport.okhttp", "store in us.apolo.images.docker.daemon");
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoNoneIsTakenAndTheErrorHasBothWithTheirJarsAndTheLineToWrite(Way way) {
        assertThat(run(BuiltJars.of(CORE, "transport-okhttp", "transport-apache"), way, List.of()))
                .contains("not built: There are 2 candidates for the HTTP transport")
                .containsPattern("'okhttp' from file:\\S*/transport-okhttp-\\S*\\.jar")
                .containsPattern("'apache' from file:\\S*/transport-apache-\\S*\\.jar")
                .containsPattern("ApoloImages\\.builder\\(\\)\\.transport\\(\"(okhttp|apache)\"\\)");
    }

    @ParameterizedTest
    @CsvSource({"CLASS_PATH,okhttp", "CLASS_PATH,apache", "MODULE_PATH,okhttp", "MODULE_PATH,apache"})
    void ofTwoTheNamedOneIsTaken(Way way, String name) {
        var jars = BuiltJars.of(CORE, "transport-okhttp", "transport-apache");

        assertThat(run(jars, way, List.of("-Dapolo.images.transport=" + name)))
                .contains("transport in us.apolo.images.transport." + name);
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoLocalStoresNoneIsTakenEither(Way way) {
        var jars = BuiltJars.of(CORE, "transport-okhttp", "docker-daemon-adapter", "docker-cli-adapter");

        assertThat(run(jars, way, List.of()))
                .contains("not built: There are 2 candidates for the local image store")
                .containsPattern("'docker-daemon' from file:\\S*/docker-daemon-adapter-\\S*\\.jar")
                .containsPattern("'docker-cli' from file:\\S*/docker-cli-adapter-\\S*\\.jar")
                .contains("ApoloImages.builder().localStore(", "-Dapolo.images.docker=", "APOLO_IMAGES_DOCKER=");
        assertThat(run(jars, way, List.of("-Dapolo.images.docker=docker-cli")))
                .contains("store in us.apolo.images.docker.cli");
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenOneIsToldWithItsOriginAndReason(Way way) throws IOException {
        var jars = BuiltJars.of(CORE, "transport-okhttp");
        makeBroken(jars, way);

        assertThat(run(jars, way, List.of(), broken))
                .contains("not built: A HTTP transport", "us.apolo.images.broken.BrokenProvider", broken.toString())
                .contains("'okhttp' from ", "-Dapolo.images.transport=okhttp");
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenOneIsInNobodysWayWhenAnotherIsNamed(Way way) throws IOException {
        var jars = BuiltJars.of(CORE, "transport-okhttp");
        makeBroken(jars, way);

        assertThat(run(jars, way, List.of("-Dapolo.images.transport=okhttp"), broken))
                .contains("transport in us.apolo.images.transport.okhttp");
    }

    /** On a module path, the Java virtual machine itself says what is missing before a program begins. */
    @ParameterizedTest
    @CsvSource({
        "transport-okhttp, okhttp-jvm, okhttp, okhttp3.",
        "transport-apache, httpcore5, apache, org.apache.hc.core5."
    })
    void oneWithoutItsLibrariesIsToldWithItsJarAndWhatIsMissing(
            String adapter, String library, String name, String missing) {
        assertThat(run(BuiltJars.of(CORE, adapter).without(library), Way.CLASS_PATH, List.of()))
                .containsPattern(
                        "not built: The HTTP transport '" + name + "' from file:\\S*/" + adapter + "-\\S*\\.jar")
                .contains("the class " + missing, " is missing", "us.apolo.images:" + adapter);
    }

    private void makeBroken(BuiltJars jars, Way way) throws IOException {
        jars.compile("broken", way, broken);
        var declarations = Files.createDirectories(broken.resolve("META-INF/services"));
        Files.writeString(
                declarations.resolve("us.apolo.images.port.HttpTransportProvider"),
                "us.apolo.images.broken.BrokenProvider\n");
    }
}
