package us.apolo.images.console;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.console.Events.MB;
import static us.apolo.images.console.Events.done;
import static us.apolo.images.console.Events.layer;
import static us.apolo.images.console.Events.message;
import static us.apolo.images.console.Events.moving;
import static us.apolo.images.console.Events.pull;
import static us.apolo.images.console.Events.push;
import static us.apolo.images.console.Events.step;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import us.apolo.images.LayerStatus;

class PlainLinesTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    private final ConsoleProgress progress = ConsoleProgress.to(out);

    @Test
    void thereIsALineForEachChangeOfState() {
        progress.push(push());
        progress.step(step(layer(1), LayerStatus.WAITING));
        progress.step(step(layer(2), LayerStatus.EXISTS));
        progress.step(step(layer(1), LayerStatus.WAITING));
        for (var i = 0; i < 1000; i++) {
            progress.step(moving(layer(1), i * 12_300L, 12_300_000));
        }
        progress.step(message(layer(1), "Retrying in 2 seconds"));
        progress.step(message(layer(1), "Retrying in 1 second"));
        progress.step(moving(layer(1), 0, 12_300_000));
        progress.step(done(layer(1), 12_300_000));

        assertThat(lines()).isEqualTo("""
                Pushing app:v1 -> image://cluster/project/app:v1
                a1b2c3d40001: waiting
                a1b2c3d40002: exists
                a1b2c3d40001: pushing 12.3 MB
                a1b2c3d40001: Retrying in 2 seconds
                a1b2c3d40001: pushing 12.3 MB
                a1b2c3d40001: pushed 12.3 MB
                """);
    }

    @Test
    void aLargeLayerHasALineForEachQuarter() {
        progress.pull(pull());
        for (var i = 0; i <= 1000; i++) {
            progress.step(moving(layer(1), i * MB, 1000 * MB));
        }
        progress.step(step(layer(1), LayerStatus.VERIFYING));
        for (var i = 0; i <= 1000; i++) {
            progress.step(step(layer(1), LayerStatus.EXTRACTING, i * MB, 1000 * MB));
        }
        progress.step(step(layer(1), LayerStatus.DONE));

        assertThat(lines()).isEqualTo("""
                Pulling image://cluster/project/app:v1 -> app:v1
                a1b2c3d40001: pulling 1.0 GB
                a1b2c3d40001: pulling 25% of 1.0 GB
                a1b2c3d40001: pulling 50% of 1.0 GB
                a1b2c3d40001: pulling 75% of 1.0 GB
                a1b2c3d40001: verifying
                a1b2c3d40001: extracting
                a1b2c3d40001: pulled 1.0 GB
                """);
    }

    @Test
    void unknownNumbersAreLeftOut() {
        progress.push(push());
        progress.step(step(layer(1), LayerStatus.TRANSFERRING));
        progress.step(step(layer(1), LayerStatus.DONE));
        progress.step(message(layer(2), "\u0007"));

        assertThat(lines()).isEqualTo("""
                Pushing app:v1 -> image://cluster/project/app:v1
                a1b2c3d40001: pushing
                a1b2c3d40001: pushed
                a1b2c3d40002: working
                """);
    }

    @Test
    void theNextOperationTellsItsLayersAnew() {
        progress.push(push());
        progress.step(step(layer(1), LayerStatus.EXISTS));
        progress.push(push());
        progress.step(step(layer(1), LayerStatus.EXISTS));

        assertThat(lines()).isEqualTo("""
                Pushing app:v1 -> image://cluster/project/app:v1
                a1b2c3d40001: exists
                Pushing app:v1 -> image://cluster/project/app:v1
                a1b2c3d40001: exists
                """);
    }

    @Test
    void nothingFromOutsideControlsATerminal() {
        progress.push(push());
        progress.step(message("\u001b[31mid", "\u001b]0;title\u0007 two\nlines"));

        assertThat(lines()).isEqualTo("""
                Pushing app:v1 -> image://cluster/project/app:v1
                [31mid: ]0;title two lines
                """);
    }

    @Test
    void theStreamStaysOpenAndLaterEventsAreIgnored() {
        progress.push(push());
        progress.close();
        progress.close();
        progress.step(done(layer(1), MB));
        out.println("mine");

        assertThat(lines()).isEqualTo("Pushing app:v1 -> image://cluster/project/app:v1\nmine\n");
        assertThat(out.checkError()).isFalse();
    }

    private String lines() {
        out.flush();
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
