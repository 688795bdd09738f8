package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What of the library's log is shown, and when. */
class LogLinesTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final System.Logger ours = new LineLogger("us.apolo.images.core.Something");

    private void show(String... options) {
        var globalOptions = new GlobalOptions();
        new CommandLine(globalOptions).parseArgs(options);
        LogLines.show(globalOptions, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        LogLines.release();
        show("-q");
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void retriesAndWarningsAreShownAndDetailsAreNot() {
        show();
        ours.log(Level.INFO, "{0} comes again", "it");
        ours.log(Level.WARNING, "Something stays", new IllegalStateException("why"));
        ours.log(Level.DEBUG, "a detail");

        assertThat(shown()).isEqualTo("""
                        apolo-images: it comes again
                        apolo-images: warning: Something stays: java.lang.IllegalStateException: why
                        """);
    }

    @Test
    void verboseShowsDetailsAndQuietShowsErrorsAlone() {
        show("-v");
        ours.log(Level.DEBUG, "a detail");
        assertThat(shown()).isEqualTo("apolo-images: debug: a detail\n");

        err.reset();
        show("-q");
        ours.log(Level.WARNING, "a warning");
        ours.log(Level.ERROR, "an error");
        assertThat(shown()).isEqualTo("apolo-images: error: an error\n");
    }

    @Test
    void linesWaitWhileBarsAreDrawn() {
        show();
        LogLines.hold();
        ours.log(Level.INFO, "while bars are drawn");
        assertThat(shown()).isEmpty();

        LogLines.release();
        assertThat(shown()).isEqualTo("apolo-images: while bars are drawn\n");
    }

    @Test
    void otherLibrariesSayNothing() {
        show("-v");
        new LineLogger("okhttp3.Something").log(Level.ERROR, "Authorization: Basic c2VjcmV0");

        assertThat(shown()).isEmpty();
    }

    @Test
    void theLoggersOfTheJdkAreTheseOnes() {
        show();
        System.getLogger("us.apolo.images.Whoever").log(Level.INFO, "heard");

        assertThat(shown()).isEqualTo("apolo-images: heard\n");
    }
}
