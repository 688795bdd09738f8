package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandTest {
    @TempDir
    Path folder;

    @Test
    void outputAndErrorsAreKeptApart() {
        var result = Command.of("sh", "-c", "echo out; echo err >&2").run();

        assertThat(result).isEqualTo(new Command.Result(0, "out\n", "err\n"));
    }

    @Test
    void bothPipesAreReadAtOnce() {
        var result = Command.of("sh", "-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero")
                .run();

        assertThat(result.output()).hasSize(300_000);
        assertThat(result.errors()).hasSize(300_000);
    }

    @Test
    void onlyTheEndOfALongOutputIsKept() {
        var result = Command.of("sh", "-c", "echo first; head -c 5000000 /dev/zero; echo last")
                .run();

        assertThat(result.output()).hasSize(Logs.LIMIT).endsWith("last\n").doesNotContain("first");
    }

    @Test
    void anExitCodeOtherThanZeroTellsWhatWasSaid() {
        assertThatThrownBy(
                        () -> Command.of("sh", "-c", "echo too bad >&2; exit 3").run())
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("too bad");
    }

    @Test
    void anAttemptMayFail() {
        assertThat(Command.of("false").attempt().exitCode()).isEqualTo(1);
    }

    @Test
    void aProgramThatIsMissingIsNamed() {
        assertThatThrownBy(() -> Command.of("no-such-program").run())
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("no-such-program");
    }

    @Test
    void inputArrives() {
        assertThat(Command.of("cat").input("täst").run().output()).isEqualTo("täst");
    }

    @Test
    void inputIsNotInTheMessage() {
        assertThatThrownBy(() -> Command.of("sh", "-c", "cat >/dev/null; exit 1")
                        .input("hidden")
                        .run())
                .hasMessageNotContaining("hidden");
    }

    @Test
    void inputThatIsNotReadIsAnError() {
        assertThatThrownBy(() -> Command.of("true")
                        .input(stdin -> stdin.write(new byte[10_000_000]))
                        .run())
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("input");
    }

    @Test
    void anInputThatFailsIsAnError() {
        assertThatThrownBy(() -> Command.of("cat")
                        .input(stdin -> {
                            throw new IllegalStateException("no more");
                        })
                        .run())
                .isInstanceOf(CommandFailedException.class)
                .hasStackTraceContaining("no more");
    }

    @Test
    void theEnvironmentIsSetAndUnset() {
        var result = Command.of("sh", "-c", "echo $WANTED-${HOME:-none}")
                .environment("WANTED", "yes")
                .without("HOME")
                .run();

        assertThat(result.output()).isEqualTo("yes-none\n");
    }

    @Test
    void atTheTimeLimitTheWholeTreeIsKilled() throws IOException {
        var pids = folder.resolve("pids");
        var script = "echo $$ >'%s'; sleep 600 & echo $! >>'%s'; wait".formatted(pids, pids);

        assertThatThrownBy(() -> Command.of("sh", "-c", script)
                        .timeLimit(Duration.ofSeconds(1))
                        .run())
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("1000 ms");
        assertThat(Files.readAllLines(pids)).hasSize(2).allSatisfy(CommandTest::isGone);
    }

    @Test
    void anInterruptEndsItAndStays() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Command.of("sleep", "600").run()).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void longCommandsAreNamedShort() {
        assertThat(Command.of("/bin/echo", "1", "2", "3", "4", "5", "6", "7")).hasToString("echo 1 2 3 4 5 6 …");
        assertThat(Command.of("/bin/true")).hasToString("true");
    }

    private static void isGone(String pid) {
        assertThat(ProcessHandle.of(Long.parseLong(pid)))
                .matches(process -> process.map(ProcessTree::isGone).orElse(true), "is gone: " + pid);
    }
}
