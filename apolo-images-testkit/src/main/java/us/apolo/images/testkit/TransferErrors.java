package us.apolo.images.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Transfer;

/**
 * Turns what goes wrong in a transfer into the errors that a local store has for it.
 *
 * @param what the transfer, as the start of a sentence
 */
record TransferErrors(String what) {
    static TransferErrors ofPush(Transfer transfer) {
        return new TransferErrors("The push of " + transfer.fullName());
    }

    static TransferErrors ofPull(Transfer transfer) {
        return new TransferErrors("The pull of " + transfer.fullName());
    }

    /** What the registry refuses is a failed transfer, unless there is an error of its own for it. */
    ImagesException of(ImagesException e) {
        return e instanceof RegistryRefusedException || e instanceof RegistryProtocolException ? failed(e) : e;
    }

    /** In a push, it is never the image that the registry does not find. */
    ImagesException ofPush(ImagesException e) {
        return e instanceof ImageNotFoundException ? failed(e) : of(e);
    }

    ImagesException of(IOException e) {
        return e instanceof InterruptedIOException && Thread.currentThread().isInterrupted()
                ? interrupted(e)
                : failed(e);
    }

    OperationCancelledException interrupted(Throwable cause) {
        return new OperationCancelledException(
                what + " was interrupted", OperationCancelledException.Reason.INTERRUPTED, cause);
    }

    TransferFailedException failed(Throwable cause) {
        var answer = cause instanceof ImagesException e ? e.answer().orElse(null) : null;
        return new TransferFailedException(what + " failed: " + cause.getMessage(), answer, cause);
    }
}
