package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What zsh offers to somebody with the line in {@code ~/.zshrc} that the manual gives. */
class ZshCompletionIT {
    private static final String PROMPT = "ready>";

    @TempDir
    Path folder = Path.of("");

    private Terminal terminal;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        var archive = CommandLineArchive.in(folder);
        // The first start of all lays classes down.
        archive.command("--version").run();
        Files.writeString(folder.resolve("home/.zshrc"), "PS1='" + PROMPT + " '\nsource <(apolo-images completion)\n");
        var programs = archive.unpacked().resolve("bin");
        archive.environment("PATH", programs + ":" + System.getenv("PATH"));
        terminal = new Terminal(100, "zsh -i", archive::around);
        terminal.await(line -> line.equals(PROMPT));
    }

    @AfterEach
    void close() {
        terminal.close();
    }

    private void complete(String typed) {
        terminal.press(typed);
        terminal.press("Tab");
    }

    @Test
    void commandsThatBeginLikeThatAreOffered() throws InterruptedException {
        complete("apolo-images pu");

        assertThat(terminal.await(line -> line.matches("pull\\s+push")))
                .contains(PROMPT + " apolo-images pu")
                .noneMatch(line -> line.contains("digest"));
    }

    @Test
    void theOnlyCommandThatBeginsLikeThatIsCompleted() throws InterruptedException {
        complete("apolo-images dig");

        terminal.await(line -> line.equals(PROMPT + " apolo-images digest"));
    }

    @Test
    void anOptionOfACommandIsCompleted() throws InterruptedException {
        complete("apolo-images ls --all-p");

        terminal.await(line -> line.equals(PROMPT + " apolo-images ls --all-projects"));
    }
}
