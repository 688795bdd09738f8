package us.apolo.images.testkit.wire;

import java.io.IOException;

/** What the client sends is not HTTP/1.1, or more of it than a head may have. */
final class MalformedRequestException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    MalformedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status that the client gets. */
    int status() {
        return status;
    }
}
