package us.apolo.images.docker.daemon;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What docker-java speaks HTTP with: one connection for one request, on the thread that asks.
 *
 * <p>docker-java's own transports would do less than is needed here: they write the header with the credentials to the
 * debug log, cannot be told to give up before the engine has answered, have no time limit on Unix sockets, and repeat
 * and redirect requests. This one does none of that, keeps nothing open between requests, and {@link #close} makes
 * whatever goes on fail at once.
 */
final class EngineHttpClient implements DockerHttpClient {
    private final EngineCandidate.Place place;
    private final Duration connectLimit;
    private final Duration readLimit;
    private final Set<EngineConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile @Nullable Thread caller;

    /**
     * Makes a client that is not connected.
     *
     * @param connectLimit how long to try for a connection
     * @param readLimit how long a single read may wait; zero for ever
     */
    EngineHttpClient(EngineCandidate.Place place, Duration connectLimit, Duration readLimit) {
        this.place = place;
        this.connectLimit = connectLimit;
        this.readLimit = readLimit;
    }

    @Override
    public Response execute(Request request) {
        caller = Thread.currentThread();
        try {
            return exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Response exchange(Request request) throws IOException {
        var connection = EngineConnection.to(place);
        var answered = false;
        try {
            open.add(connection);
            // Looked at after it is known, so that a close at this moment misses nothing.
            if (closed) {
                throw new ClosedChannelException();
            }
            connection.connect(connectLimit);
            connection.limitReads(readLimit);
            send(request, connection);
            var response = EngineResponse.read(connection.input(), () -> release(connection));
            answered = true;
            return response;
        } finally {
            if (!answered) {
                release(connection);
            }
        }
    }

    private void send(Request request, EngineConnection connection) throws IOException {
        var body = body(request);
        var head = new StringBuilder()
                .append(request.method())
                .append(' ')
                .append(prefix())
                .append(request.path())
                .append(" HTTP/1.1\r\n");
        header(head, "Host", host());
        header(head, "User-Agent", "apolo-images");
        header(head, "Connection", "close");
        header(head, "Content-Length", Integer.toString(body.length));
        request.headers().forEach((name, value) -> header(head, name, value));
        var output = connection.output();
        output.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        output.write(body);
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

    private static byte[] body(Request request) throws IOException {
        if (request.hijackedInput() != null) {
            throw new UnsupportedOperationException("This client does not attach to containers");
        }
        try (var body = request.body()) {
            return body == null ? new byte[0] : body.readAllBytes();
        }
    }

    private void release(EngineConnection connection) throws IOException {
        open.remove(connection);
        connection.close();
    }

    /** The thread of the last request: for a stream, the one that docker-java started for it. */
    Optional<Thread> caller() {
        return Optional.ofNullable(caller);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (var connection : open) {
            release(connection);
        }
    }
}
