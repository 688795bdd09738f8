package us.apolo.images.docker.daemon;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import us.apolo.images.port.LocalDockerConfig;

/**
 * An engine that says what it is told to, byte by byte. Like the newest engines it refuses paths with an old API
 * version.
 */
final class FakeEngine implements AutoCloseable {
    static final String PING = "GET /_ping";

    private final ServerSocketChannel server;
    private final String address;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "fake-engine");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<?> acceptor;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    private FakeEngine(ServerSocketChannel server, String address) {
        this.server = server;
        this.address = address;
        replies.put(PING, exchange -> exchange.answer(200, "text/plain", "OK"));
        acceptor = threads.submit(() -> serve());
    }

    /** A request: {@code headers} are found by their names in lower case. */
    record Call(String method, String target, Map<String, String> headers) {
        String path() {
            return target.replaceFirst("\\?.*", "");
        }

        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    /** What happens when a request comes. */
    interface Reply {
        void to(Exchange exchange) throws IOException, InterruptedException;
    }

    static FakeEngine start() throws IOException {
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var bound = (InetSocketAddress) server.getLocalAddress();
        return new FakeEngine(server, "tcp://127.0.0.1:" + bound.getPort());
    }

    static FakeEngine startOn(Path socket) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return new FakeEngine(server, "unix://" + socket);
    }

    String address() {
        return address;
    }

    /** A store that is told where this engine is. */
    DockerDaemon store() {
        return DockerDaemon.create(config());
    }

    LocalDockerConfig config() {
        return new LocalDockerConfig(address, Duration.ofSeconds(5));
    }

    /** Sets the reply to requests such as {@code POST /images/create}. */
    FakeEngine on(String methodAndPath, Reply reply) {
        replies.put(methodAndPath, reply);
        return this;
    }

    /** What has been asked, apart from signs of life. */
    List<Call> calls() {
        return calls.stream().filter(call -> !call.path().equals("/_ping")).toList();
    }

    Call onlyCall() {
        var all = calls();
        if (all.size() != 1) {
            throw new AssertionError("Not one call, but " + all);
        }
        return all.get(0);
    }

    private void serve() {
        try {
            while (true) {
                var connection = server.accept();
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
            return;
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            var exchange = new Exchange(
                    new BufferedInputStream(Channels.newInputStream(connection)), Channels.newOutputStream(connection));
            calls.add(exchange.call);
            reply(exchange.call).to(exchange);
        } catch (IOException | InterruptedException e) {
            // The client has gone away, which is its right, or the test is over.
            return;
        } finally {
            connections.remove(connection);
        }
    }

    private Reply reply(Call call) {
        if (call.target.matches("/v\\d.*")) {
            return exchange -> exchange.json(
                    400, "{\"message\":\"client version is too old. Minimum supported API version is 1.44\"}");
        }
        return replies.getOrDefault(
                call.method + " " + call.path(),
                exchange -> exchange.json(501, "{\"message\":\"the test has no reply to " + call + "\"}"));
    }

    /** Once this is done, nobody is let in any more. */
    @Override
    public void close() {
        try {
            server.close();
            acceptor.get(10, TimeUnit.SECONDS);
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
        threads.shutdownNow();
    }

    /** One request and the way to answer it. */
    static final class Exchange {
        final Call call;
        private final InputStream input;
        private final OutputStream output;

        private Exchange(InputStream input, OutputStream output) throws IOException {
            this.input = input;
            this.output = output;
            var first = EngineResponse.line(input, 1 << 20).split(" ", 3);
            var headers = new TreeMap<String, String>();
            for (var line = EngineResponse.line(input, 1 << 20);
                    !line.isEmpty();
                    line = EngineResponse.line(input, 1 << 20)) {
                var colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            this.call = new Call(first[0], first[1], headers);
        }

        void raw(String text) throws IOException {
            output.write(text.getBytes(StandardCharsets.UTF_8));
            output.flush();
        }

        void answer(int status, String type, String body) throws IOException {
            var length = body.getBytes(StandardCharsets.UTF_8).length;
            raw("HTTP/1.1 " + status + " Some reason\r\nContent-Type: " + type + "\r\nContent-Length: " + length
                    + "\r\n\r\n" + body);
        }

        void json(int status, String body) throws IOException {
            answer(status, "application/json", body);
        }

        /** Status and headers of a stream of objects. */
        void begin() throws IOException {
            raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        void object(String json) throws IOException {
            var text = json + "\r\n";
            raw(Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
        }

        void end() throws IOException {
            raw("0\r\n\r\n");
        }

        /** A whole stream. */
        void stream(String... objects) throws IOException {
            begin();
            for (var object : objects) {
                object(object);
            }
            end();
        }

        /** Waits until the client closes its connection, politely or not. */
        void awaitHangUp() {
            try {
                int said;
                do {
                    // Clients say nothing after their request; whatever it is, it is not the end.
                    said = input.read();
                } while (said >= 0);
            } catch (IOException e) {
                // A socket that is closed with something still to be read resets the other side.
                return;
            }
        }
    }
}
