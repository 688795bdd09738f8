package us.apolo.images.services;

/** A real part could not be started, used or ended; the message says what to do, or holds the end of the log. */
public class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServiceException(String message) {
        super(message);
    }

    ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
