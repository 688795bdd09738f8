package us.apolo.images.port.engine;

import org.jspecify.annotations.Nullable;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** Tells an operation that somebody has ended from one that has failed of its own. */
public final class Cancellation {
    private Cancellation() {}

    /**
     * The error of an operation whose thread is interrupted.
     *
     * @param operation what was going on, as the start of a sentence
     * @param cause how it ended; null if nothing but the flag says so
     * @return the error, to be thrown
     */
    public static OperationCancelledException interrupted(String operation, @Nullable Throwable cause) {
        return new OperationCancelledException(operation + " was interrupted", Reason.INTERRUPTED, cause);
    }

    /**
     * The error of an operation whose store has been closed.
     *
     * @param operation what was going on, as the start of a sentence
     * @param cause how it ended; null if nothing else has failed
     * @return the error, to be thrown
     */
    public static OperationCancelledException closed(String operation, @Nullable Throwable cause) {
        return new OperationCancelledException(
                operation + " was ended, since the local store was closed", Reason.CLOSED, cause);
    }

    /**
     * Does nothing if nobody has ended the operation.
     *
     * @param operation what was going on, as the start of a sentence
     * @param closed whether what it was going on in has been closed
     * @param failure how it ended; null if it goes on
     * @throws OperationCancelledException if the thread is interrupted or {@code closed}
     */
    public static void check(String operation, boolean closed, @Nullable Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(operation, failure);
        }
        if (closed) {
            throw closed(operation, failure);
        }
    }
}
