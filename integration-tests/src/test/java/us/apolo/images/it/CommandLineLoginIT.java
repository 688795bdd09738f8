package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.services.SignedInFolder;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** The command line of a user whom the platform's own command has logged in. */
class CommandLineLoginIT {
    private static final String TOKEN = SignedInFolder.token("alice", "token");

    @TempDir
    Path folder = Path.of("");

    /** The first start has laid SQLite's library down, so that later ones unpack nothing and leave nothing behind. */
    @Test
    void theLoginIsReadWithoutAFolderForTemporaryFiles() throws Exception {
        try (var registry = RegistryServer.builder().user("alice", TOKEN).start()) {
            var image = TestImage.builder().build();
            registry.put("acme/ml/app", "v1", image);
            var login = SignedInFolder.make(
                            Path.of(System.getProperty("modules")),
                            folder.resolve("login"),
                            registry.uri(),
                            URI.create("http://127.0.0.1:1/token"))
                    .token(TOKEN, Instant.now().plusSeconds(3600));
            var archive = CommandLineArchive.in(folder)
                    .environment("APOLO_CONFIG", login.path().toString());
            assertThat(archive.run(List.of(), "--version").exitCode()).isZero();

            var answer = archive.command("digest", "image://north/acme/ml/app:v1")
                    .environment("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/nowhere")
                    .attempt();

            assertThat(answer.exitCode()).as(answer.toString()).isZero();
            assertThat(answer.output()).contains("sha256:");
        }
    }
}
