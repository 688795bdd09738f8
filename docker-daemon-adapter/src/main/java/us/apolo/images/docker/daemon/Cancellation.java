package us.apolo.images.docker.daemon;

import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** Tells an operation that somebody has ended from one that has failed of its own. */
final class Cancellation {
    private Cancellation() {}

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
            throw new OperationCancelledException(operation + " was interrupted", Reason.INTERRUPTED, failure);
        }
        if (session.isClosed()) {
            throw new OperationCancelledException(
                    operation + " was ended, since the local store was closed", Reason.CLOSED, failure);
        }
    }
}
