package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteConfig;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.Images;

/** A machine on which the SQLite driver cannot unpack its native code, and class paths that lack a library. */
class WithoutDriverTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

    private static Stream<Class<?>> all() {
        return Stream.of(
                Program.class,
                ApoloLogin.class,
                Images.class,
                SQLiteConfig.class,
                JsonInclude.class,
                JsonParser.class,
                JsonNode.class,
                TomlMapper.class);
    }

    /** What a program says that reads the login. */
    private static String said(LoginFiles files, String option, Stream<Class<?>> libraries) throws Exception {
        var path = libraries.map(WithoutDriverTest::jarOf).distinct().collect(Collectors.joining(File.pathSeparator));
        var program = new ProcessBuilder(List.of(
                        JAVA.toString(),
                        option,
                        "-classpath",
                        path,
                        Program.class.getName(),
                        files.folder().toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void theErrorSaysWhichFolderToName(@TempDir Path temporary) throws Exception {
        var files = LoginFiles.in(temporary);

        assertThat(said(files, "-Dorg.sqlite.tmpdir=" + files.db(), all()).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains(files.db().toString(), "does not load its native code", "-Dorg.sqlite.tmpdir="));
    }

    static Stream<Arguments> libraries() {
        return Stream.of(
                Arguments.of(SQLiteConfig.class, "org.xerial:sqlite-jdbc"),
                Arguments.of(TomlMapper.class, "tools.jackson.dataformat:jackson-dataformat-toml"),
                Arguments.of(JsonNode.class, "tools.jackson.core:jackson-databind"),
                Arguments.of(JsonParser.class, "tools.jackson.core:jackson-core"));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryThatIsNotThereIsNamedEachTime(Class<?> missing, String artifact, @TempDir Path temporary)
            throws Exception {
        var files = LoginFiles.in(temporary);
        // Without one, nobody needs a reader of TOML.
        Files.writeString(files.folder().resolve("user.toml"), "");

        assertThat(said(files, "-Xshare:auto", all().filter(type -> type != missing))
                        .lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("the library " + artifact + " is not there"));
    }

    private static String jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the login in a folder, and tells why it cannot. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            for (var time = 0; time < 2; time++) {
                try {
                    ApoloLogin.ofFolder(Path.of(args[0])).config(new PlayedPlatform());
                } catch (CredentialsUnavailableException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }
}
