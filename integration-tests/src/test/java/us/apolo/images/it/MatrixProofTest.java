package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.Attempt;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TagInfosFailedException;

/** The fault matrix can fail: what it is to find is planted here, and found. */
class MatrixProofTest {
    private static final String RIGHT = "right";

    private static void assertFound(MatrixOutcome outcome, Throwable error) {
        assertThatThrownBy(() -> outcome.check(RIGHT, new MatrixOutcome.Result(null, error)))
                .isInstanceOf(AssertionError.class);
    }

    private static RegistryAnswer answer(int status) {
        return new RegistryAnswer("GET", "http://127.0.0.1:1/v2/", status, List.of(), "");
    }

    private static <E extends ImagesException> E after(int attempts, int status, E error) {
        error.noteAttempts(IntStream.range(0, attempts)
                .mapToObj(i -> new Attempt(status, "planted", Duration.ofMillis(i)))
                .toList());
        return error;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SENSELESS")
    void anotherValueIsFoundAndSoIsASilentSuccess(MatrixOutcome outcome) {
        assertThatThrownBy(() -> outcome.check(List.of("a", "b", "c", "d", "e"), new MatrixOutcome.Result("x", null)))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SENSELESS")
    void anErrorThatNobodyKnowsIsFound(MatrixOutcome outcome) {
        assertFound(outcome, new IllegalStateException("planted"));
        assertFound(outcome, new AssertionError("planted"));
    }

    @Test
    void anErrorOfAnotherKindIsFound() {
        assertFound(MatrixOutcome.NONSENSE, new RegistryRefusedException("planted", answer(400), null));
        assertFound(MatrixOutcome.DENIED, new NotAuthorizedException("planted", answer(401), null));
        assertFound(MatrixOutcome.REFUSED, new RegistryRefusedException("planted", null, null));
        assertFound(
                MatrixOutcome.EACH,
                new TagInfosFailedException(
                        "app", 2, Map.of("v1", new RegistryRefusedException("planted", answer(400), null))));
    }

    @Test
    void attemptsThatAreMissingOrTooManyAreFound() {
        MatrixOutcome.AWAY.check(RIGHT, new MatrixOutcome.Result(null, after(3, 0, unanswered())));
        assertFound(MatrixOutcome.AWAY, after(2, 0, unanswered()));
        assertFound(MatrixOutcome.AWAY, unanswered());
        assertFound(MatrixOutcome.AWAY, after(3, 500, unanswered()));
        assertFound(MatrixOutcome.AWAY, after(3, 0, RegistryUnavailableException.lasting("planted", null)));
        assertFound(MatrixOutcome.LASTING, unanswered());
        assertFound(MatrixOutcome.LASTING, after(3, 0, RegistryUnavailableException.lasting("planted", null)));
        assertFound(MatrixOutcome.FAILING, after(3, 502, unanswered()));
        assertFound(MatrixOutcome.NONSENSE, after(3, 0, new RegistryProtocolException("planted", null, null)));
    }

    private static RegistryUnavailableException unanswered() {
        return new RegistryUnavailableException("planted", null, null);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALUE")
    void aSilentSuccessOfAnEngineIsFound(EngineOutcome outcome) {
        assertThatThrownBy(() -> outcome.check(null)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> outcome.check(new IllegalStateException("planted")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anotherErrorOfAnEngineIsFound() {
        EngineOutcome.AWAY.check(after(3, 0, unanswered()));
        assertThatThrownBy(() -> EngineOutcome.AWAY.check(unanswered())).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> EngineOutcome.BROKEN.check(unanswered())).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> EngineOutcome.VALUE.check(unanswered())).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> EngineOutcome.OVERDUE.check(new OperationCancelledException(
                        "planted", OperationCancelledException.Reason.INTERRUPTED, null)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aMomentThatIsMissingOrTooEarlyIsFound() {
        var soon = Instant.now().plusSeconds(5);
        assertThatThrownBy(() -> MatrixOutcome.LATER.check(
                        RIGHT,
                        new MatrixOutcome.Result(null, new RateLimitedException("planted", null, answer(429), null))))
                .isInstanceOf(Exception.class);
        assertFound(MatrixOutcome.LATER, new RateLimitedException("planted", soon, answer(429), null));
    }

    @Test
    void whatHangsIsFoundWithTheLineWhereItDoes() {
        var never = new CountDownLatch(1);
        assertThatThrownBy(() -> HardLimit.run(Duration.ofMillis(300), () -> {
                    never.await();
                    return true;
                }))
                .isInstanceOf(AssertionError.class)
                .hasStackTraceContaining("MatrixProofTest");
    }

    @Test
    void whatFailsWithinTheLimitFails() {
        assertThatThrownBy(() -> HardLimit.run(Duration.ofSeconds(30), () -> {
                    throw new AssertionError("planted");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("planted");
    }

    @Test
    void aThreadThatIsLeftIsFoundUntilItEnds() throws Exception {
        var end = new CountDownLatch(1);
        var before = Holdings.now();
        var thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "planted");
        thread.start();

        assertThat(before.addedNow())
                .singleElement()
                .asString()
                .startsWith("thread ")
                .endsWith(" planted");

        end.countDown();
        before.assertNothingAdded();
    }

    @Test
    void aSocketThatIsLeftIsFoundUntilItIsClosed() throws Exception {
        var before = Holdings.now();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            assertThat(before.addedNow()).singleElement().asString().matches("descriptor \\d+ socket:\\[\\d+]");
        }
        before.assertNothingAdded();
    }

    @Test
    void aFileThatIsLeftOpenIsFoundAndSoIsOneThatIsLeftInItsFolder(@TempDir Path folder) throws Exception {
        var files = new TemporaryFiles(folder);
        try {
            var before = Holdings.now();
            var file = folder.resolve("planted");
            try (var out = Files.newOutputStream(file)) {
                out.write(1);
                assertThat(before.addedNow())
                        .hasSize(2)
                        .anyMatch(thing -> thing.equals("temporary file " + file))
                        .anyMatch(thing -> thing.matches("descriptor \\d+ " + file));
            }
            assertThat(before.addedNow()).containsExactly("temporary file " + file);
            Files.delete(file);
            before.assertNothingAdded();
        } finally {
            files.close();
        }
    }

    @Test
    void aProcessThatIsLeftIsFoundUntilItEnds() throws IOException, InterruptedException {
        var before = Holdings.now();
        var process = new ProcessBuilder("sleep", "600").start();
        try {
            assertThat(before.addedNow()).anyMatch(thing -> thing.equals("process " + process.pid() + " sleep"));
        } finally {
            process.destroyForcibly();
            process.getInputStream().close();
            process.getErrorStream().close();
            process.getOutputStream().close();
        }
        before.assertNothingAdded();
    }
}
