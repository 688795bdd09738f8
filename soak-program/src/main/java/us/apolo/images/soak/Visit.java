package us.apolo.images.soak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connection to the relay, with one to the registry behind it. For one thread. */
final class Visit implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final Socket visitor;
    private final InetSocketAddress upstream;
    private final FaultPlan plan;
    private @Nullable Socket registry;
    private @Nullable InputStream fromRegistry;

    Visit(Socket visitor, InetSocketAddress upstream, FaultPlan plan) {
        this.visitor = visitor;
        this.upstream = upstream;
        this.plan = plan;
    }

    /** Serves until either side has enough. An engine tries TLS first, and is turned away at once. */
    void serve() throws IOException {
        visitor.setTcpNoDelay(true);
        var in = new PushbackInputStream(new BufferedInputStream(visitor.getInputStream()));
        var first = in.read();
        if (first < 0 || first == TLS_HANDSHAKE) {
            return;
        }
        in.unread(first);
        var goesOn = true;
        while (goesOn) {
            var request = HttpMessage.request(in);
            goesOn = request.isPresent()
                    && answer(request.get())
                    && !request.get().closes();
        }
    }

    /** Whether the connection can be used again. */
    private boolean answer(HttpMessage message) throws IOException {
        var request = RelayedRequest.of(message);
        var fault = plan.next(request);
        var toHead = request.method().equals("HEAD");
        if (fault.isEmpty()) {
            return pass(message, request);
        }
        return switch (fault.get()) {
            case RESET_BEFORE -> reset();
            case RESET_AFTER -> {
                ask(message, request);
                yield reset();
            }
            case CUT -> cut(ask(message, request));
            case DELAY -> {
                hold(plan.delayMillis());
                yield pass(message, request);
            }
            case STATUS_500 -> send(HttpMessage.refusal(500, toHead));
            case STATUS_502 -> send(HttpMessage.refusal(502, toHead));
            case STATUS_503 -> send(HttpMessage.refusal(503, toHead));
            case STATUS_429 -> send(HttpMessage.refusal(429, toHead, "Retry-After: 1"));
        };
    }

    private boolean pass(HttpMessage message, RelayedRequest request) throws IOException {
        return send(ask(message, request));
    }

    private boolean send(HttpMessage answer) throws IOException {
        answer.write(visitor.getOutputStream(), answer.size());
        return !answer.closes();
    }

    /** Without a body, there is nothing to cut but the head, which then ends as if it were the last. */
    private boolean cut(HttpMessage answer) throws IOException {
        if (answer.size() < 2) {
            return reset();
        }
        answer.write(visitor.getOutputStream(), answer.size() / 2);
        return false;
    }

    private boolean reset() throws IOException {
        visitor.setSoLinger(true, 0);
        return false;
    }

    private static void hold(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The relay is closed");
        }
    }

    private HttpMessage ask(HttpMessage message, RelayedRequest request) throws IOException {
        try {
            var socket = registry();
            message.write(socket.getOutputStream(), message.size());
            var answer = HttpMessage.answer(
                    Objects.requireNonNull(fromRegistry), request.method().equals("HEAD"));
            if (answer.closes()) {
                hangUp();
            }
            return answer;
        } catch (IOException e) {
            throw new UpstreamException(request.target(), e);
        }
    }

    private Socket registry() throws IOException {
        if (registry == null) {
            var socket = new Socket();
            registry = socket;
            socket.connect(upstream);
            socket.setTcpNoDelay(true);
            fromRegistry = new BufferedInputStream(socket.getInputStream());
        }
        return registry;
    }

    private void hangUp() throws IOException {
        if (registry != null) {
            registry.close();
            registry = null;
        }
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
