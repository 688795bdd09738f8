package us.apolo.images.soak;

import java.io.IOException;

/** The registry behind the relay has not answered as it should. */
final class UpstreamException extends IOException {
    private static final long serialVersionUID = 1L;

    UpstreamException(String request, IOException cause) {
        super("The registry did not answer " + request + ": " + cause, cause);
    }
}
