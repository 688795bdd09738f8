package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies beside the program in the archive. */
class ManualPageTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void thePageHasEveryCommandWithItsOptions() {
        var page = new ManualPage("2026-11-30", "1.0").text(CommandTree.whole(new GlobalOptions()));

        assertThat(page)
                .startsWith(".TH APOLO-IMAGES 1 2026-11-30 \"apolo-images 1.0\"\n")
                .contains(
                        ".SS push LOCAL [REMOTE]\n",
                        ".SS rm IMAGE...\n",
                        ".SS config show ",
                        "\\fB\\-\\-only\\-tag\\fR")
                .contains("\\fBAPOLO_IMAGES_TOKEN_FILE\\fR", "143 told to end.")
                .doesNotContain("\n\n", "@|");
    }

    @Test
    void theBuildWritesPageAndCompletion() throws IOException {
        ShareWriter.main(new String[] {folder.toString(), "2026-11-30T00:00:00Z", "1.0"});

        assertThat(Files.readString(folder.resolve("man/man1/apolo-images.1"))).contains("2026-11-30 ");
        assertThat(Files.readString(folder.resolve("bash-completion/completions/apolo-images")))
                .contains("--all-projects");
    }
}
