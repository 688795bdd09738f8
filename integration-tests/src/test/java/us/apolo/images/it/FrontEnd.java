package us.apolo.images.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server in front of the real registry, which passes everything on, records what it is asked, and lets a test answer in
 * the registry's place.
 */
final class FrontEnd implements AutoCloseable {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "transfer-encoding", "content-length", "expect", "keep-alive");

    private final HttpServer server;
    private final PlainDoor door;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final URI upstream;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Answer answer = (exchange, front) -> false;

    private FrontEnd(URI upstream, InetAddress address) throws IOException {
        this.upstream = upstream;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        door = new PlainDoor(address, server.getAddress(), threads);
    }

    /** Starts in front of a registry. */
    static FrontEnd of(URI upstream) throws IOException {
        return new FrontEnd(upstream, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    /** Starts at another loopback address, so that it is another host. */
    static FrontEnd elsewhere(URI upstream) throws IOException {
        return new FrontEnd(upstream, InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
    }

    /** What a test does in the registry's place. */
    interface Answer {
        /** Answers, or returns false to have the request passed on. */
        boolean handle(HttpExchange exchange, FrontEnd front) throws IOException;
    }

    /** A request as it came in. */
    record Seen(String method, String uri, List<String> authorization, String everything) {}

    FrontEnd answering(Answer newAnswer) {
        answer = newAnswer;
        return this;
    }

    String authority() {
        return door.authority();
    }

    URI uri() {
        return URI.create("http://" + authority());
    }

    List<Seen> seen() {
        return seen;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    List.copyOf(headers.getOrDefault("Authorization", List.of())),
                    exchange.getRequestURI() + " " + headers.entrySet()));
            if (!answer.handle(exchange, this)) {
                passOn(exchange, exchange.getRequestURI().toString(), null);
            }
        }
    }

    /** Answers with a text. */
    static boolean text(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        var hasBody = !exchange.getRequestMethod().equals("HEAD") && bytes.length > 0;
        exchange.sendResponseHeaders(status, hasBody ? bytes.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(bytes);
        }
        return true;
    }

    /** Passes a request on to the registry, with other credentials if some are given. */
    boolean passOn(HttpExchange exchange, String target, @Nullable String authorization) throws IOException {
        var response = send(request(exchange, target, authorization));
        copyHeaders(response, exchange);
        try (var body = response.body()) {
            answer(exchange, response, body);
        }
        return true;
    }

    private static void answer(HttpExchange exchange, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        var length = response.headers().firstValueAsLong("Content-Length");
        if (exchange.getRequestMethod().equals("HEAD")) {
            length.ifPresent(bytes -> exchange.getResponseHeaders().set("Content-Length", Long.toString(bytes)));
            exchange.sendResponseHeaders(response.statusCode(), -1);
        } else if (length.orElse(-1) == 0 || response.statusCode() == 204) {
            exchange.sendResponseHeaders(response.statusCode(), -1);
        } else {
            exchange.sendResponseHeaders(response.statusCode(), length.orElse(0));
            body.transferTo(exchange.getResponseBody());
        }
    }

    /** Asks the registry something of its own. */
    HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw new IOException("The front end was closed", e);
        }
    }

    private HttpRequest request(HttpExchange exchange, String target, @Nullable String authorization) {
        var method = exchange.getRequestMethod();
        var hasBody = Set.of("PUT", "POST", "PATCH").contains(method);
        var request = HttpRequest.newBuilder(upstream.resolve(target))
                .method(
                        method,
                        hasBody
                                ? HttpRequest.BodyPublishers.ofInputStream(exchange::getRequestBody)
                                : HttpRequest.BodyPublishers.noBody());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.setHeader("X-Forwarded-Host", authority());
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        return request.build();
    }

    private static void copyHeaders(HttpResponse<?> response, HttpExchange exchange) {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
    }

    @Override
    public void close() throws IOException {
        door.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
