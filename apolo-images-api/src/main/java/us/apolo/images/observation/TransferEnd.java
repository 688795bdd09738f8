package us.apolo.images.observation;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a push or a pull of the local store.
 *
 * @param transfer which one
 * @param layers how many layers the store has spoken of
 * @param layersMoved how many of them it has moved to their end; the others were there before, or did not get so far
 * @param bytes how many bytes of layers the store says that it has moved; zero where it does not count them
 * @param duration how long it took
 * @param failure what it throws; empty if the image is there
 */
public record TransferEnd(
        TransferStart transfer,
        int layers,
        int layersMoved,
        long bytes,
        Duration duration,
        Optional<Throwable> failure) {
    /**
     * Checks that nothing is null.
     *
     * @param transfer which one
     * @param layers how many layers the store has spoken of
     * @param layersMoved how many of them it has moved to their end; the others were there before, or did not get so
     *     far
     * @param bytes how many bytes of layers the store says that it has moved; zero where it does not count them
     * @param duration how long it took
     * @param failure what it throws; empty if the image is there
     */
    public TransferEnd {
        Objects.requireNonNull(transfer, "transfer");
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * What came of it in a word of few, for tags of metrics.
     *
     * @return {@code success}, or the simple name of what it throws
     */
    public String outcome() {
        return failure.map(e -> e.getClass().getSimpleName()).orElse("success");
    }
}
