package us.apolo.images;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation has been ended before it was done. What it had left in the local store has been cleaned up. */
public final class OperationCancelledException extends ImagesException {
    private static final long serialVersionUID = 1L;

    /** Who ended the operation. */
    public enum Reason {
        /** The thread was interrupted; its interrupt flag is set. */
        INTERRUPTED,
        /** {@link Images#close()} was called meanwhile. */
        CLOSED,
        /** The operation has taken longer than it may. The thread's interrupt flag is left as it was. */
        TIME_LIMIT
    }

    private final Reason reason;

    /**
     * Makes the error.
     *
     * @param message what was ended
     * @param reason who ended it
     * @param cause what led to this; null if nothing did
     */
    public OperationCancelledException(String message, Reason reason, @Nullable Throwable cause) {
        super(message, null, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /**
     * Who ended the operation.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }
}
