package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the start script gives to Java, played by a script that tells its arguments and its login. */
class StartScriptTest {
    private static final String ACCESS = "--enable-native-access=ALL-UNNAMED";

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib/apolo-images-cli.jar"));
        program("bin/apolo-images", Files.readString(Path.of("src/main/start/apolo-images")));
        program("java/bin/java", """
                #!/bin/sh
                printf '%s ' "$@" >>"${0%/*}/../../told"
                printf 'login=%s passed=%s\\n' "${APOLO_CONFIG:-}" "${APOLO_PASSED_CONFIG:-}" >>"${0%/*}/../../told"
                """);
        version("17.0.12");
    }

    private void program(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void version(String version) throws IOException {
        Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private List<String> started(String cache, String... arguments) throws IOException, InterruptedException {
        var words = Stream.concat(Stream.of(folder.resolve("bin/apolo-images").toString()), Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment().put("APOLO_IMAGES_CACHE", cache);
        builder.environment().put("APOLO_CONFIG", "mine");
        builder.environment().put("APOLO_PASSED_CONFIG", "secret");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Files.readAllLines(folder.resolve("told"));
    }

    private String started(String line) throws IOException, InterruptedException {
        return started("off", line.split(" ")).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "push app:v1",
                "-v pull image:app:v1",
                "--docker cli push app:v1",
                "--docker=cli push app:v1",
                "-q --transport apache --docker oci-layout:x pull image:app"
            })
    void transfersHaveBothCompilers(String line) throws IOException, InterruptedException {
        assertThat(started(line)).contains("-XX:+TieredCompilation ", " " + line + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags image:push", "--docker push tags image:app", "digest push", "-v"})
    void questionsHaveTheFasterOneAlone(String line) throws IOException, InterruptedException {
        assertThat(started(line)).contains("-XX:TieredStopAtLevel=1 ");
    }

    @ParameterizedTest
    @CsvSource({"17.0.12, false", "21, false", "22, true", "25.0.1, true"})
    void nativeCodeIsAllowedWhereThatIsAsked(String version, boolean isAllowed)
            throws IOException, InterruptedException {
        version(version);

        assertThat(started("tags image:app").contains(ACCESS + " ")).isEqualTo(isAllowed);
    }

    @Test
    void theFirstStartHasALoginOfItsOwnThatDoesNotStay() throws IOException, InterruptedException {
        version("25");
        var cache = folder.resolve("cache");

        var told = started(cache.toString(), "tags", "image:app");

        assertThat(told).hasSize(3).allSatisfy(start -> assertThat(start).contains(ACCESS));
        assertThat(told.get(0))
                .containsPattern(
                        "FirstStart (" + cache + "/\\S+\\.login) " + cache + "/\\S+\\.library login=\\1 passed=$")
                .doesNotContain("secret");
        assertThat(told.get(2)).contains(" tags image:app ").endsWith("login=mine passed=secret");
        try (var left = Files.list(cache)) {
            assertThat(left).isEmpty();
        }
    }
}
