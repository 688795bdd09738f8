package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.time.Duration;

/** One conversation with an engine. To close it, from any thread, makes whatever goes on in it fail at once. */
final class EngineSession implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EngineSession.class.getName());

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

    @Override
    public void close() {
        closed = true;
        try {
            http.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection to the engine did not close cleanly", e);
        }
    }
}
