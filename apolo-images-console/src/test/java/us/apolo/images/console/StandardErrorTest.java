package us.apolo.images.console;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.console.Events.done;
import static us.apolo.images.console.Events.layer;
import static us.apolo.images.console.Events.push;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardErrorTest {
    @ParameterizedTest
    @CsvSource({
        "xterm-256color, '', true",
        "xterm-256color, false, true",
        "xterm-256color, true, false",
        "dumb, '', false",
        "dumb-color, '', false",
        "'', '', false"
    })
    void aPictureIsForPeopleAtATerminal(String type, String integration, boolean isWanted) {
        assertThat(StandardErrorTerminal.isWanted(Map.of("TERM", type, "CI", integration)))
                .isEqualTo(isWanted);
    }

    @Test
    void anEmptyEnvironmentGetsPlainLines() {
        assertThat(StandardErrorTerminal.isWanted(Map.of())).isFalse();
    }

    @Test
    void anUnknownTypeCountsAsAnsi() throws IOException {
        assertThat(StandardErrorTerminal.known("nobody-knows-this-one")).isEqualTo("ansi");
        assertThat(StandardErrorTerminal.known("xterm-256color")).isEqualTo("xterm-256color");
    }

    @Test
    void anInterruptIsKept() {
        Thread.currentThread().interrupt();
        var terminal = StandardErrorTerminal.open(Map.of("TERM", "xterm"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(terminal).isEmpty();
    }

    @Test
    void aProcessWhoseErrorsGoToAFileWritesPlainLinesThereAndNoWarning(@TempDir Path folder) throws Exception {
        var errors = folder.resolve("errors");
        var output = folder.resolve("output");
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectError(errors.toFile())
                .redirectOutput(output.toFile());
        command.environment()
                .keySet()
                .removeIf(name -> name.equals("CI") || name.startsWith("JAVA_") || name.startsWith("JDK_"));
        command.environment().put("TERM", "xterm-256color");
        var process = command.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readAllLines(errors, StandardCharsets.UTF_8))
                .containsExactly("Pushing app:v1 -> image://cluster/project/app:v1", "a1b2c3d40001: pushed 1.0 MB");
        assertThat(output).isEmptyFile();
    }

    /** What such a process runs. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try (var progress = ConsoleProgress.create()) {
                progress.push(push());
                progress.step(done(layer(1), 1_000_000));
            }
        }
    }
}
