package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;

/** What can come of a push or a pull by an engine, and how to see that it has. */
enum EngineOutcome {
    /** It has been done: the registry or the engine has the image. */
    VALUE(null),
    /** No engine answers. */
    NOBODY(EngineUnavailableException.class),
    /** The time limit of the operation is over. */
    OVERDUE(OperationCancelledException.class),
    /** The transfer has broken off. */
    BROKEN(TransferFailedException.class),
    /** The registry is not available. All attempts have been made. */
    AWAY(RegistryUnavailableException.class),
    /** The registry has had too many requests. All attempts have been made. */
    BUSY(RateLimitedException.class),
    /** The registry does not allow it. */
    DENIED(NotAuthorizedException.class),
    /** The registry does not have it. */
    MISSING(ImageNotFoundException.class);

    private final @Nullable Class<? extends ImagesException> error;

    EngineOutcome(@Nullable Class<? extends ImagesException> error) {
        this.error = error;
    }

    /** The outcome that a word in the table means. */
    static EngineOutcome ofWord(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No outcome is called " + word));
    }

    /**
     * Holds what came against this outcome.
     *
     * @param thrown what the operation has thrown; null if it has succeeded
     * @throws AssertionError if it is something else
     */
    void check(@Nullable Throwable thrown) {
        if (error == null) {
            assertThat(thrown).as("an error where there should be none").isNull();
            return;
        }
        assertThat(thrown).as("a silent success").isNotNull();
        assertThat(thrown).isExactlyInstanceOf(error);
        checkError((ImagesException) Objects.requireNonNull(thrown));
    }

    private void checkError(ImagesException e) {
        if (e instanceof OperationCancelledException cancelled) {
            assertThat(cancelled.reason()).isEqualTo(Reason.TIME_LIMIT);
        } else if (e instanceof EngineUnavailableException unavailable) {
            assertThat(unavailable.tried()).as("what was tried").isNotEmpty();
        } else if (this == AWAY || this == BUSY) {
            assertThat(e.attempts()).as("attempts").hasSize(MatrixScene.ATTEMPTS);
        } else {
            assertThat(e.attempts()).as("attempts").hasSizeLessThan(2);
        }
    }
}
