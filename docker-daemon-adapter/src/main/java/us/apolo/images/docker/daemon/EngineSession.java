package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.time.Duration;

/** One conversation with an engine. To close it, from any thread, makes whatever goes on in it fail at once. */
final class EngineSession implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EngineSession.class.getName());

    /** Engines stop within milliseconds, unless their disk is busy or they wait for a registry that is not there. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EngineHttpClient http;
    private volatile boolean closed;

    EngineSession(
            EngineCandidate.Place place,
            EngineConnection.Maker connections,
            Duration connectLimit,
            Duration readLimit) {
        this.http = new EngineHttpClient(place, connections, connectLimit, readLimit);
    }

    EngineHttpClient http() {
        return http;
    }

    boolean isClosed() {
        return closed;
    }

    /** Makes whatever goes on end, since its thread is interrupted; does not block. */
    void interrupted() {
        end(http::interrupted);
    }

    /**
     * Ends what the engine does, on the thread that waits for it, and waits until the engine has stopped, for as long as
     * it can be told that it is to. Otherwise it might still do a part of it when whoever ended it has cleaned up.
     */
    void hangUp() {
        end(() -> http.hangUp(PATIENCE));
    }

    @Override
    public void close() {
        closed = true;
        end(http::close);
    }

    private static void end(Ending ending) {
        try {
            ending.run();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection to the engine did not close cleanly", e);
        }
    }

    /** A way to end a connection. */
    private interface Ending {
        void run() throws IOException;
    }
}
