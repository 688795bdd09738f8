package us.apolo.images.docker.daemon;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All conversations of one store, so that closing the store ends them. */
final class EngineSessions implements AutoCloseable {
    private final EngineConnection.Maker connections;
    private final Duration connectLimit;
    private final Set<EngineSession> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    EngineSessions(Duration connectLimit) {
        this(EngineConnection::to, connectLimit);
    }

    EngineSessions(EngineConnection.Maker connections, Duration connectLimit) {
        this.connections = connections;
        this.connectLimit = connectLimit;
    }

    /** How long to try for a connection, and to wait for the first word of an engine that may be dead. */
    Duration connectLimit() {
        return connectLimit;
    }

    /**
     * Begins a conversation. It is to be {@linkplain #end ended}.
     *
     * @param readLimit how long a single read may wait; zero for ever
     * @throws IllegalStateException if the store is closed
     */
    EngineSession begin(EngineCandidate.Place place, Duration readLimit) {
        requireOpen();
        var session = new EngineSession(place, connections, connectLimit, readLimit);
        running.add(session);
        // Looked at again after it is known, so that a close at this moment misses nothing.
        if (closed) {
            end(session);
            requireOpen();
        }
        return session;
    }

    void end(EngineSession session) {
        running.remove(session);
        session.close();
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This local store has been closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(this::end);
    }
}
