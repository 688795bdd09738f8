package us.apolo.images.oci;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Cancellation;
import us.apolo.images.port.engine.Direction;

/**
 * The errors of one transfer.
 *
 * @param direction which way
 * @param transfer what
 */
record TransferFailures(Direction direction, Transfer transfer) {
    /** What was going on, as the start of a sentence. */
    String operation() {
        return "The " + direction.verb() + " of " + transfer.fullName() + " " + direction.preposition() + " "
                + transfer.repository().registry();
    }

    /** What the registry refuses is a failed transfer, unless there is an error of its own for it. */
    private ImagesException of(ImagesException e) {
        var isRefusal = e instanceof RegistryRefusedException || e instanceof RegistryProtocolException;
        // In a push, it is never the image that the registry does not find.
        return isRefusal || (direction == Direction.PUSH && e instanceof ImageNotFoundException)
                ? new TransferFailedException(
                        operation() + " failed: " + e.getMessage(), e.answer().orElse(null), e)
                : e;
    }

    /** Does a part of the transfer, and has errors of the registry be those of the transfer. */
    <T> T telling(Supplier<T> work) {
        try {
            return work.get();
        } catch (ImagesException e) {
            throw of(e);
        }
    }

    /** The same as a piece of work for another thread. */
    <T> Callable<T> piece(Supplier<T> work) {
        return () -> telling(work);
    }

    /** A transfer that cannot go on, whoever tries. */
    TransferFailedException failed(String why) {
        return failed(why, null);
    }

    TransferFailedException failed(String why, @Nullable Throwable cause) {
        return new TransferFailedException(operation() + " failed: " + why, null, cause);
    }

    /** A connection that broke off in the middle of a blob: another attempt goes on where this one has ended. */
    ImagesException broken(IOException e) {
        if (Thread.currentThread().isInterrupted()
                && (e instanceof InterruptedIOException || e instanceof ClosedByInterruptException)) {
            return Cancellation.interrupted(operation(), e);
        }
        return new RegistryUnavailableException(
                operation() + " broke off: "
                        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                null,
                e);
    }
}
