package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionsTest {
    private static final RegistryAnswer ANSWER =
            new RegistryAnswer("GET", "https://host/v2/", 418, List.of("A", "B"), "body");
    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    static Stream<ImagesException> everyException() {
        var cause = new IOException("cause");
        return Stream.of(
                new AdapterSelectionException("message", List.of("a", "b"), cause),
                new CredentialsUnavailableException("message", cause),
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
                new TransferFailedException("message", ANSWER, cause));
    }

    @ParameterizedTest
    @MethodSource("everyException")
    void anExceptionSurvivesSerialization(ImagesException exception) throws Exception {
        var copy = (ImagesException) copy(exception);
        assertThat(copy).hasSameClassAs(exception).hasMessage(exception.getMessage());
        assertThat(copy)
                .usingRecursiveComparison()
                .ignoringFields("stackTrace", "cause")
                .isEqualTo(exception);
        assertThat(copy.answer()).isEqualTo(exception.answer());
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
                .hasMessage("The image app:v1 is not in the registry host"
                        + " (GET https://host/v2/ gave 418 [A, B]: body)");
        assertThat(new ImageNotFoundException("app:v1", "the local store", null, null))
                .hasMessage("The image app:v1 is not in the local store");
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
    void aSecretIsNotLeftOverFromTheCut() {
        assertThat(new InvalidNameException("image://a:" + "secret".repeat(1000) + "@host/x", "y"))
                .hasMessage("'image://***@host/x' is not valid: y");
    }
}
