package us.apolo.images.transport.apache;

import java.io.IOException;

/**
 * A connection from the pool was closed by the server before any of the response came, so that the request may go out
 * again on a fresh one.
 */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1;

    StaleConnectionException(IOException cause) {
        super("The server had closed the connection", cause);
    }
}
