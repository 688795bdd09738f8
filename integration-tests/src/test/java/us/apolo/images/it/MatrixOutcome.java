package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TagInfosFailedException;
import us.apolo.images.TransferFailedException;

/** What can come of an operation, and how to see that it has. */
enum MatrixOutcome {
    /** The value that comes without any trouble. */
    VALUE(null),
    /** The value that the registry tells, since there is nothing to hold it against. */
    TOLD(null),
    /** No value of what is not there any more. */
    GONE(null),
    /** The names up to where the pages begin to go in a circle, each once. */
    CIRCLE(null),
    /** The registry has never answered; it may later. All attempts have been made. */
    AWAY(RegistryUnavailableException.class),
    /** The registry has answered with 502 whenever it was asked. All attempts have been made. */
    FAILING(RegistryUnavailableException.class),
    /** There is no connection until somebody changes something. Nothing is tried again. */
    LASTING(RegistryUnavailableException.class),
    /** The registry wants to be asked in an hour. Nothing is tried again. */
    LATER(RateLimitedException.class),
    /** The registry does not believe who asks. */
    WHO(NotAuthenticatedException.class),
    /** The registry does not allow it. */
    DENIED(NotAuthorizedException.class),
    /** It is not there. */
    MISSING(ImageNotFoundException.class),
    /** The registry refuses, with its answer. */
    REFUSED(RegistryRefusedException.class),
    /** The registry says what makes no sense. */
    NONSENSE(RegistryProtocolException.class),
    /** The same, for each of many tags. */
    EACH(TagInfosFailedException.class),
    /** The transfer has broken off. */
    BROKEN(TransferFailedException.class),
    /** There is no such trouble for the operation. */
    SENSELESS(null);

    private static final Duration HOUR_AT_LEAST = Duration.ofMinutes(55);

    private final @Nullable Class<? extends ImagesException> error;

    MatrixOutcome(@Nullable Class<? extends ImagesException> error) {
        this.error = error;
    }

    /** The outcome that a word in the table means. */
    static MatrixOutcome ofWord(String word) {
        return word.equals("-")
                ? SENSELESS
                : Arrays.stream(values())
                        .filter(outcome ->
                                outcome.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("No outcome is called " + word));
    }

    /** What an operation has given, or thrown. */
    record Result(@Nullable Object value, @Nullable Throwable error) {}

    /**
     * Holds what came against this outcome.
     *
     * @param right what comes without trouble
     * @param result what has come
     * @throws AssertionError if it is something else
     */
    void check(Object right, Result result) {
        if (error == null) {
            assertThat(result.error()).as("an error where there should be none").isNull();
            checkValue(right, result.value());
        } else {
            assertThat(result.value()).as("a silent success").isNull();
            assertThat(result.error()).isExactlyInstanceOf(error);
            checkError((ImagesException) Objects.requireNonNull(result.error()));
        }
    }

    private void checkValue(Object right, @Nullable Object value) {
        switch (this) {
            case VALUE -> assertThat(value).isEqualTo(right);
            case TOLD -> assertThat(value).isEqualTo(RegistryTrouble.NO_DIGEST_OF_ANYTHING.toString());
            case GONE -> assertThat(value).isEqualTo(List.of());
            case CIRCLE ->
                assertThat(((List<?>) right).subList(0, RegistryTrouble.NAMES_BEFORE_CIRCLE))
                        .isEqualTo(value);
            default -> throw new IllegalStateException(this + " cannot be seen");
        }
    }

    private void checkError(ImagesException e) {
        switch (this) {
            case AWAY -> {
                assertThat(((RegistryUnavailableException) e).mayPass()).isTrue();
                assertThat(e.answer()).isEmpty();
                assertAllAttempts(e, 0);
            }
            case FAILING -> {
                assertThat(((RegistryUnavailableException) e).mayPass()).isTrue();
                assertAnswer(e, 502);
                assertAllAttempts(e, 502);
            }
            case LASTING -> {
                assertThat(((RegistryUnavailableException) e).mayPass()).isFalse();
                assertOneAttempt(e);
            }
            case LATER -> {
                assertAnswer(e, 429);
                assertThat(((RateLimitedException) e).retryAt().orElseThrow())
                        .isAfter(Instant.now().plus(HOUR_AT_LEAST));
                assertOneAttempt(e);
            }
            case WHO -> assertAnswer(e, 401);
            case DENIED -> assertAnswer(e, 403);
            case MISSING -> assertAnswer(e, 404);
            case REFUSED -> assertThat(e.answer()).isPresent();
            case EACH ->
                assertThat(((TagInfosFailedException) e).failures().values())
                        .isNotEmpty()
                        .hasOnlyElementsOfType(RegistryProtocolException.class);
            case NONSENSE, BROKEN -> assertOneAttempt(e);
            default -> throw new IllegalStateException(this + " is no error");
        }
    }

    private static void assertAnswer(ImagesException e, int status) {
        assertThat(e.answer().map(RegistryAnswer::status)).contains(status);
        assertThat(e.answer().orElseThrow().url()).startsWith("http://127.0.0.1:");
    }

    private static void assertAllAttempts(ImagesException e, int status) {
        assertThat(e.attempts())
                .as("attempts")
                .hasSize(MatrixScene.ATTEMPTS)
                .allMatch(attempt -> attempt.status() == status);
    }

    private static void assertOneAttempt(ImagesException e) {
        assertThat(e.attempts()).as("attempts").hasSizeLessThan(2);
    }
}
