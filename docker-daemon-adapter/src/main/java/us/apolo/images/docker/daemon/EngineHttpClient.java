package us.apolo.images.docker.daemon;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * HTTP with an engine: one connection for one request, on the thread that asks. Keeps nothing open between requests,
 * repeats and redirects nothing, logs nothing, and {@link #close} makes whatever goes on fail at once.
 */
final class EngineHttpClient implements Closeable {
    private final EngineCandidate.Place place;
    private final EngineConnection.Maker connections;
    private final Duration connectLimit;
    private final Duration readLimit;
    private final Set<EngineConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Makes a client that is not connected.
     *
     * @param connections makes the connections
     * @param connectLimit how long to try for a connection
     * @param readLimit how long a single read may wait; zero for ever
     */
    EngineHttpClient(
            EngineCandidate.Place place,
            EngineConnection.Maker connections,
            Duration connectLimit,
            Duration readLimit) {
        this.place = place;
        this.connections = connections;
        this.connectLimit = connectLimit;
        this.readLimit = readLimit;
    }

    /**
     * Asks. A connection without an answer stays until this client is closed or hangs up: the engine may be at work
     * already.
     *
     * @return the answer, whatever its status; to be closed, or with this client
     * @throws IOException if there is none
     */
    EngineResponse execute(EngineRequest request) throws IOException {
        var connection = connections.to(place);
        open.add(connection);
        // Looked at after it is known, so that a close at this moment misses nothing.
        if (closed) {
            release(connection);
            throw new ClosedChannelException();
        }
        connection.connect(connectLimit);
        connection.limitReads(readLimit);
        send(request, connection);
        return EngineResponse.read(connection.input(), () -> release(connection));
    }

    private void send(EngineRequest request, EngineConnection connection) throws IOException {
        var head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(prefix())
                .append(request.target())
                .append(" HTTP/1.1\r\n");
        header(head, "Host", host());
        header(head, "User-Agent", UserAgent.VALUE);
        header(head, "Connection", "close");
        header(head, "Content-Length", "0");
        request.headers().forEach((name, value) -> header(head, name, value));
        var output = connection.output();
        output.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        output.flush();
    }

    private String prefix() {
        return place.address().host().isEmpty() ? "" : place.address().path();
    }

    /** Engines want a host, whatever it is. */
    private String host() {
        var address = place.address();
        return address.host().isEmpty() ? "localhost" : address.host() + ":" + address.port();
    }

    private static void header(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** Makes whatever goes on end, since its thread is interrupted; does not block. */
    void interrupted() throws IOException {
        for (var connection : open) {
            connection.interrupted();
        }
    }

    /**
     * Closes, and waits for the engine to stop what it does.
     *
     * @param limit how long to wait
     */
    void hangUp(Duration limit) throws IOException {
        closed = true;
        try {
            for (var connection : open) {
                connection.hangUp(limit);
            }
        } finally {
            close();
        }
    }

    private void release(EngineConnection connection) throws IOException {
        open.remove(connection);
        connection.close();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (var connection : open) {
            release(connection);
        }
    }
}
