package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.Images;

/** A machine on which the SQLite driver cannot unpack its native code. */
class WithoutDriverTest {
    @Test
    void theErrorSaysWhichFolderToName(@TempDir Path temporary) throws Exception {
        var files = LoginFiles.in(temporary);
        var path = Stream.of(
                        Program.class,
                        ApoloLogin.class,
                        Images.class,
                        SQLiteConfig.class,
                        JsonInclude.class,
                        JsonParser.class,
                        JsonNode.class,
                        TomlMapper.class)
                .map(WithoutDriverTest::jarOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        var program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Dorg.sqlite.tmpdir=" + files.db(),
                        "-classpath",
                        path,
                        Program.class.getName(),
                        files.folder().toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        var said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).contains(files.db().toString(), "does not load its native code", "-Dorg.sqlite.tmpdir=");
        assertThat(program.waitFor()).isZero();
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
            try {
                ApoloLogin.ofFolder(Path.of(args[0])).config(new PlayedPlatform());
            } catch (CredentialsUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
