package us.apolo.images.services;

/** A command did not start, did not end in time, or ended with an exit code other than zero. */
public final class CommandFailedException extends ServiceException {
    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }

    CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
