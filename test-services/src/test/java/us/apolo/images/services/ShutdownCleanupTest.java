package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class ShutdownCleanupTest {
    @TempDir
    Path folder;

    private @Nullable Process program;

    @AfterEach
    void end() {
        if (program != null && program.isAlive()) {
            ProcessTree.of(program.toHandle()).end(Duration.ofSeconds(20));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalEndsWhatIsOpen(String signal) throws Exception {
        program = launch("wait");

        var service = started();
        Command.of("kill", "-" + signal, Long.toString(program.pid())).run();

        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft(service);
    }

    @Test
    void anExitWithoutCloseEndsWhatIsOpen() throws Exception {
        program = launch("exit");

        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(7);
        assertNothingIsLeft(started());
    }

    private Process launch(String ending) throws IOException {
        // Whoever runs the tests may ignore a signal, and a child would inherit that.
        return new ProcessBuilder(
                        "env",
                        "--default-signal=INT,TERM",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenService.class.getName(),
                        folder.resolve("started").toString(),
                        ending)
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }

    /** The service's process, its folder, then another folder. */
    private List<String> started() throws IOException {
        var file = folder.resolve("started");
        assertThat(Deadline.in(Duration.ofSeconds(60)).await(() -> Files.exists(file)))
                .isTrue();
        return Files.readAllLines(file);
    }

    private static void assertNothingIsLeft(List<String> service) {
        assertThat(ProcessHandle.of(Long.parseLong(service.get(0))))
                .matches(process -> process.map(ProcessTree::isGone).orElse(true), "is gone");
        assertThat(Path.of(service.get(1))).doesNotExist();
        assertThat(Path.of(service.get(2))).doesNotExist();
    }

    /** A program that opens a service and a folder, and never closes them. */
    static final class OpenService {
        private OpenService() {}

        public static void main(String[] arguments) throws Exception {
            var service = PrivateService.open("forgotten");
            service.start(
                    List.of("sh", "-c", "echo $$; exec sleep 600"),
                    Map.of(),
                    () -> service.log().endsWith("\n"));
            var other = TemporaryFolder.inMemory("forgotten").evenAtShutdown();
            Files.writeString(other.path().resolve("file"), "content");
            var started = Path.of(arguments[0]);
            var written = started.resolveSibling("written");
            Files.write(
                    written,
                    List.of(
                            service.log().strip(),
                            service.folder().path().toString(),
                            other.path().toString()));
            Files.move(written, started);
            if (arguments[1].equals("exit")) {
                System.exit(7);
            }
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
