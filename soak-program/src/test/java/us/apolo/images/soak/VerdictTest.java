package us.apolo.images.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.soak.OperationRecord.Fate;

class VerdictTest {
    private static final String UNAVAILABLE = "RegistryUnavailableException";
    private static final List<Sample> FLAT = Collections.nCopies(10, new Sample(100, 1, 20, 30, 40, 8_000));

    private static OperationRecord failed(String error, int attempts) {
        return new OperationRecord(Work.DIGEST, "w01", 1_000, 2_000, Fate.FAILED, 4, 3, error, attempts, "gone");
    }

    private static InjectedFault fault(FaultKind kind, String about, long millis) {
        return new InjectedFault(kind, false, about, false, millis);
    }

    private static Verdict verdict(OperationRecord operation, InjectedFault... faults) {
        return Verdict.of(List.of(operation), List.of(faults), FLAT);
    }

    @Test
    void aFailureWithAFaultForEachAttemptIsExplained() {
        var fault = fault(FaultKind.STATUS_502, "w01", 1_500);

        assertThat(verdict(failed(UNAVAILABLE, 2), fault, fault).isGood()).isTrue();
    }

    @Test
    void aFailureWithoutAFaultIsNotExplained() {
        var failed = failed(UNAVAILABLE, 1);

        assertThat(verdict(failed).unexplained()).containsExactly(failed);
        assertThat(verdict(failed).isGood()).isFalse();
    }

    @Test
    void aFailureWithFewerFaultsThanAttemptsIsNotExplained() {
        assertThat(verdict(failed(UNAVAILABLE, 2), fault(FaultKind.RESET_AFTER, "w01", 1_500))
                        .unexplained())
                .hasSize(1);
    }

    @Test
    void aFaultOfAnotherWorkerOrAnotherTimeExplainsNothing() {
        var failed = failed(UNAVAILABLE, 1);

        assertThat(verdict(failed, fault(FaultKind.CUT, "w02", 1_500)).isGood()).isFalse();
        assertThat(verdict(failed, fault(FaultKind.CUT, "w01", 900)).isGood()).isFalse();
        assertThat(verdict(failed, fault(FaultKind.CUT, "w01", 2_100)).isGood()).isFalse();
    }

    @Test
    void aFaultExplainsOnlyTheErrorsThatItLeadsTo() {
        var limited = fault(FaultKind.STATUS_429, "w01", 1_500);
        var late = fault(FaultKind.DELAY, "w01", 1_500);

        assertThat(verdict(failed("RateLimitedException", 1), limited).isGood()).isTrue();
        assertThat(verdict(failed(UNAVAILABLE, 1), limited).isGood()).isFalse();
        assertThat(verdict(failed(UNAVAILABLE, 1), late).isGood()).isFalse();
    }

    @Test
    void aWrongAnswerIsNeverExplained() {
        for (var kind : FaultKind.values()) {
            assertThat(verdict(failed("WrongAnswerException", 0), fault(kind, "w01", 1_500))
                            .isGood())
                    .as(kind.text())
                    .isFalse();
        }
    }

    @Test
    void anOperationIsWrittenDownAndReadAgain() {
        var record =
                new OperationRecord(Work.PUSH, "w01", 1, 2, Fate.FAILED, 4, 3, "SomeException", 2, "two\nlines\tand");

        var read = OperationRecord.parse(record.line());

        assertThat(read.message()).isEqualTo("two lines and");
        assertThat(read).usingRecursiveComparison().ignoringFields("message").isEqualTo(record);
    }

    @Test
    void whatStaysAsItIsIsNoLeak() {
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < 7; i++) {
            samples.add(Sample.take(i, i));
        }

        assertThat(Verdict.of(List.of(), List.of(), samples).leaks()).isEmpty();
    }

    @Test
    void threadsDescriptorsAndMemoryThatNobodyLetsGoAreLeaks(@TempDir Path folder) throws IOException {
        var samples = new ArrayList<Sample>();
        for (var i = 0; i < 4; i++) {
            samples.add(Sample.take(i, i));
        }
        try (var leak = new Leak(folder)) {
            for (var i = 4; i < 7; i++) {
                samples.add(Sample.take(i, i));
            }
            assertThat(leak.kilobytes()).isGreaterThan(Verdict.MORE_HEAP_KILOBYTES);
        }

        assertThat(Verdict.of(List.of(), List.of(), samples).leaks())
                .satisfiesExactly(
                        threads -> assertThat(threads).contains(" threads have become "),
                        descriptors -> assertThat(descriptors).contains(" descriptors have become "),
                        heap -> assertThat(heap).contains(" KB of heap have become "));
    }

    /** More of everything than may grow. */
    private static final class Leak implements AutoCloseable {
        private static final int SOME = 30;

        private final CountDownLatch end = new CountDownLatch(1);
        private final List<FileInputStream> files = new ArrayList<>();
        private final List<byte[]> memory = new ArrayList<>();

        Leak(Path folder) throws IOException {
            var file = Files.writeString(folder.resolve("leaked"), "");
            for (var i = 0; i < SOME; i++) {
                files.add(new FileInputStream(file.toFile()));
                memory.add(new byte[512 * 1024]);
                var thread = new Thread(this::await, "leaked");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void await() {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        int kilobytes() {
            return memory.stream().mapToInt(bytes -> bytes.length / 1024).sum();
        }

        @Override
        public void close() throws IOException {
            end.countDown();
            for (var file : files) {
                file.close();
            }
        }
    }
}
