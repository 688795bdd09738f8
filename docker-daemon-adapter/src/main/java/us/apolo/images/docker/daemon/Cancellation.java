package us.apolo.images.docker.daemon;

import org.jspecify.annotations.Nullable;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** Tells an operation that somebody has ended from one that has failed of its own. */
final class Cancellation {
    private Cancellation() {}

    /** The error of an operation whose thread is interrupted. */
    static OperationCancelledException interrupted(String operation, Throwable cause) {
        return new OperationCancelledException(operation + " was interrupted", Reason.INTERRUPTED, cause);
    }

    /** The error of an operation whose store has been closed. */
    static OperationCancelledException closed(String operation, @Nullable Throwable cause) {
        return new OperationCancelledException(
                operation + " was ended, since the local store was closed", Reason.CLOSED, cause);
    }

    /**
     * Does nothing if nobody has ended the operation.
     *
     * @param operation what was going on, as the start of a sentence
     * @param session what it was going on in
     * @param failure how it ended
     * @throws OperationCancelledException if the thread is interrupted or the session closed
     */
    static void check(String operation, EngineSession session, Throwable failure) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(operation, failure);
        }
        if (session.isClosed()) {
            throw closed(operation, failure);
        }
    }
}
