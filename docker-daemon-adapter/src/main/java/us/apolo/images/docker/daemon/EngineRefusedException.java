package us.apolo.images.docker.daemon;

import java.io.IOException;

/** An answer of the engine whose status is an error. */
final class EngineRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String words;

    /**
     * Says what the engine said.
     *
     * @param status the HTTP status
     * @param words the engine's own, not yet fit to be shown
     */
    EngineRefusedException(int status, String words) {
        super("the engine answers with status " + status);
        this.status = status;
        this.words = words;
    }

    /** Whether what was asked for is not there. */
    boolean notFound() {
        return status == 404;
    }

    /** What the engine says, not yet fit to be shown. */
    String words() {
        return words;
    }
}
