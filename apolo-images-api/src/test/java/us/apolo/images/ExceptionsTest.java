package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionsTest {
    private static final RegistryAnswer ANSWER =
            new RegistryAnswer("GET", "https://host/v2/", 418, List.of("A", "B"), "body");
    private static final Digest DIGEST = Digest.sha256(new byte[0]);
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private static RegistryRefusedException refused() {
        return new RegistryRefusedException("refused", ANSWER, null);
    }

    static Stream<ImagesException> everyException() {
        var cause = new IOException("cause");
        return Stream.of(
                new AdapterSelectionException("message", List.of("a", "b"), cause),
                new CredentialsUnavailableException("message", cause),
                new DeletionIncompleteException("app", DIGEST, List.of("a"), refused()),
                new DigestInUseException("app:v1", DIGEST, List.of("a"), List.of("b"), ANSWER, cause),
                new EngineUnavailableException("message", List.of("unix:///a: refused"), cause),
                new ImageNotFoundException("app:v1", "the registry host", ANSWER, cause),
                new InvalidNameException("input", "reason"),
                new NotAuthenticatedException("message", ANSWER, cause),
                new NotAuthorizedException("message", ANSWER, cause),
                new OperationCancelledException("message", OperationCancelledException.Reason.CLOSED, cause),
                new RateLimitedException("message", LATER, ANSWER, cause),
                new RegistryProtocolException("message", ANSWER, cause),
                new RegistryRefusedException("message", ANSWER, cause),
                new RegistryUnavailableException("message", ANSWER, cause),
                new RegistryUnavailableException("message", LATER, ANSWER, cause),
                RegistryUnavailableException.lasting("message", cause),
                withAttempts(new RegistryUnavailableException("message", ANSWER, cause)),
                new TagInfosFailedException("app", 2, Map.of("v1", refused())),
                new TransferFailedException("message", ANSWER, cause));
    }

    private static ImagesException withAttempts(ImagesException exception) {
        exception.noteAttempts(List.of(
                new Attempt(502, "502", Duration.ofMillis(100)),
                new Attempt(0, "Connection reset", Duration.ofMillis(1200)),
                new Attempt(502, "502", Duration.ofMillis(3249))));
        return exception;
    }

    @Test
    void severalAttemptsAreToldInTheMessage() {
        var exception = withAttempts(new RegistryUnavailableException("It failed", ANSWER, null));

        assertThat(exception).hasMessage("It failed (after 3 attempts in 3.2 s: 502, Connection reset, 502)");
        assertThat(exception.toString()).contains("after 3 attempts");
        assertThat(exception.attempts()).extracting(Attempt::status).containsExactly(502, 0, 502);
    }

    private static ImagesException failedWith(String message, String... outcomes) {
        var exception = new RegistryUnavailableException(message, null, null);
        exception.noteAttempts(Stream.of(outcomes)
                .map(outcome -> new Attempt(0, outcome, Duration.ofSeconds(2)))
                .toList());
        return exception;
    }

    @Test
    void whatAttemptsGotInARowIsToldOnce() {
        assertThat(failedWith("It failed", "502", "502", "reset", "502"))
                .hasMessage("It failed (after 4 attempts in 2.0 s: 2 × 502, reset, 502)");
        assertThat(failedWith("It failed", "502", "502")).hasMessage("It failed (after 2 attempts in 2.0 s: 2 × 502)");
    }

    @Test
    void whatEveryAttemptGotIsNotRepeatedIfItIsTheMessage() {
        assertThat(failedWith("It failed: Connection refused", "Connection refused", "Connection refused"))
                .hasMessage("It failed: Connection refused (after 2 attempts in 2.0 s)");
        assertThat(failedWith("It failed: Connection refused", "reset", "Connection refused"))
                .hasMessage("It failed: Connection refused (after 2 attempts in 2.0 s: reset, Connection refused)");
    }

    @Test
    void oneAttemptIsNotWorthTelling() {
        var exception = new RateLimitedException("Too many", LATER, ANSWER, null);
        assertThat(exception.attempts()).isEmpty();

        exception.noteAttempts(List.of(new Attempt(429, "429", Duration.ZERO)));

        assertThat(exception).hasMessage("Too many");
        assertThat(exception.attempts()).hasSize(1);
    }

    @Test
    void anAttemptIsOneShortLine() {
        assertThat(new Attempt(0, "  two\r\nlines ", Duration.ZERO)).hasToString("two\\u000d\\u000alines");
        assertThat(new Attempt(0, "x".repeat(1000), Duration.ZERO).outcome()).hasSize(101);
    }

    @ParameterizedTest
    @MethodSource("everyException")
    void anExceptionSurvivesSerialization(ImagesException exception) throws Exception {
        var copy = (ImagesException) copy(exception);
        assertThat(copy).hasSameClassAs(exception).hasMessage(exception.getMessage());
        assertThat(copy)
                .usingRecursiveComparison()
                .ignoringFields("stackTrace", "cause", "failures")
                .isEqualTo(exception);
        assertThat(copy.answer()).isEqualTo(exception.answer());
    }

    @Test
    void theErrorsOfTagsSurviveSerializationInTheirOrder() throws Exception {
        var failures = new LinkedHashMap<String, ImagesException>();
        Stream.of("z", "a", "m").forEach(tag -> failures.put(tag, refused()));
        var copy = (TagInfosFailedException) copy(new TagInfosFailedException("app", 5, failures));

        assertThat(copy.failures().keySet()).containsExactly("z", "a", "m");
        assertThat(copy.failures().get("a")).hasMessage("refused");
    }

    private static Object copy(Object original) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void theDetailsOfEachAreThere() {
        var cause = new IOException("cause");
        assertThat(new AdapterSelectionException("m", List.of("a", "b"), null).candidates())
                .containsExactly("a", "b");
        assertThat(new EngineUnavailableException("m", List.of("a"), null).tried())
                .containsExactly("a");
        assertThat(new RateLimitedException("m", LATER, null, null).retryAt()).contains(LATER);
        assertThat(new RateLimitedException("m", null, ANSWER, null).retryAt()).isEmpty();
        assertThat(new OperationCancelledException("m", OperationCancelledException.Reason.INTERRUPTED, cause).reason())
                .isEqualTo(OperationCancelledException.Reason.INTERRUPTED);
        assertThat(new RegistryUnavailableException("m", LATER, ANSWER, cause))
                .returns(Optional.of(LATER), RegistryUnavailableException::retryAt)
                .returns(true, RegistryUnavailableException::mayPass);
        assertThat(RegistryUnavailableException.lasting("m", cause))
                .returns(Optional.empty(), RegistryUnavailableException::retryAt)
                .returns(false, RegistryUnavailableException::mayPass);
        assertThat(new TransferFailedException("m", ANSWER, cause)).hasCause(cause);
        assertThat(new TransferFailedException("m", ANSWER, cause).answer()).contains(ANSWER);
        assertThat(new TransferFailedException("m", null, null).answer()).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsNotFoundIsNamedWithThePlaceAndTheAnswer() {
        var exception = new ImageNotFoundException("app:v1", "the registry host", ANSWER, null);
        assertThat(exception.image()).isEqualTo("app:v1");
        assertThat(exception.where()).isEqualTo("the registry host");
        assertThat(exception)
                .hasMessage("The image app:v1 is not in the registry host" + " (GET https://host/v2/ gave 418 [A, B])");
        assertThat(new ImageNotFoundException("app:v1", "the local store", null, null))
                .hasMessage("The image app:v1 is not in the local store");
    }

    @Test
    void theErrorsOfTagsAreCountedAndTheFirstFewShown() {
        var failures = new LinkedHashMap<String, ImagesException>();
        for (var i = 1; i <= 5; i++) {
            failures.put("v" + i, new RegistryRefusedException("reason " + i, null, null));
        }
        var exception = new TagInfosFailedException("image:app", 9, failures);

        assertThat(exception)
                .hasMessage("Of 9 tags of image:app, 5 failed (tagInfoResults gives what is known of the others):"
                        + " v1: reason 1; v2: reason 2; v3: reason 3; and 2 more")
                .hasCause(failures.get("v1"));
        assertThat(exception.image()).isEqualTo("image:app");
        assertThat(exception.failures()).containsExactlyEntriesOf(failures);
        assertThatThrownBy(() -> exception.failures().clear()).isInstanceOf(UnsupportedOperationException.class);
        failures.clear();
        assertThat(exception.failures()).hasSize(5);
        assertThatThrownBy(() -> new TagInfosFailedException("app", 0, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDigestInUseNamesWhatNeedsItAndWhatToDo() {
        var both = new DigestInUseException("app:v1", DIGEST, List.of("v2"), List.of("multi"), null, null);
        assertThat(both)
                .hasMessage("The registry cannot delete app:v1 alone, and nothing has been deleted: " + DIGEST
                        + " is also v2, which would go with it; to delete all of them, call rm(image, digest) with that"
                        + " digest; " + DIGEST + " is a part of the index multi, which could not be pulled in full any"
                        + " more; delete that first if nobody needs it");
        assertThat(both.image()).isEqualTo("app:v1");
        assertThat(both.digest()).isEqualTo(DIGEST);
        assertThat(both.tags()).containsExactly("v2");
        assertThat(both.indexes()).containsExactly("multi");

        var many = IntStream.range(0, 12).mapToObj(i -> "t" + i).toList();
        assertThat(new DigestInUseException("app:v1", DIGEST, many, List.of(), ANSWER, null))
                .hasMessageContaining("t8, t9 and 2 more, which would go with it")
                .hasMessageNotContaining("index")
                .hasMessageEndingWith("(GET https://host/v2/ gave 418 [A, B])");
    }

    @Test
    void anIncompleteDeletionSaysWhatIsGoneAndWhy() {
        var refused = refused();
        var exception = new DeletionIncompleteException("app", DIGEST, List.of("a", "b"), refused);
        assertThat(exception)
                .hasMessage("Of app, the tags a, b have been deleted, and " + DIGEST + " has not: refused")
                .hasCause(refused);
        assertThat(exception.answer()).contains(ANSWER);
        assertThat(exception.digest()).isEqualTo(DIGEST);
        assertThat(exception.deletedTags()).containsExactly("a", "b");
    }

    @Test
    void aNameCannotForgeLinesOfALog() {
        assertThat(new InvalidNameException("a\r\nb\u001b\u0085\u2028\u202e\ud800c😀", "x\ny"))
                .hasMessage("'a\\u000d\\u000ab\\u001b\\u0085\\u2028\\u202e\\ud800c😀' is not valid: x\\u000ay");
    }

    @Test
    void aLongNameIsCutInTheMessageAndKeptAsInput() {
        var text = "😀".repeat(1000);
        var exception = new InvalidNameException(text, "y".repeat(5000));
        assertThat(exception).hasMessage("'" + "😀".repeat(300) + "…' is not valid: " + "y".repeat(1000) + "…");
        assertThat(exception.input()).isEqualTo(text);
    }

    @Test
    void aNameBeforeADigestIsNoSecret() {
        var name = "localhost:5000/team/app@sha256:" + "0".repeat(64);
        assertThat(new InvalidNameException(name, "y")).hasMessage("'" + name + "' is not valid: y");
        assertThat(new InvalidNameException("me:secret@sha256.example.org/" + name, "y"))
                .hasMessage("'***@sha256.example.org/" + name + "' is not valid: y");
    }

    @Test
    void aSecretIsNotLeftOverFromTheCut() {
        assertThat(new InvalidNameException("image://a:" + "secret".repeat(1000) + "@host/x", "y"))
                .hasMessage("'image://***@host/x' is not valid: y");
    }
}
