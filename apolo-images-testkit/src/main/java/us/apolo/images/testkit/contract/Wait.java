package us.apolo.images.testkit.contract;

import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;

import java.io.IOException;
import java.util.OptionalLong;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** What an exchange can wait for. Each is something that never comes. */
enum Wait {
    /** A connection that nobody accepts. */
    CONNECT,
    /** A TLS handshake. */
    HANDSHAKE,
    /** A connection that another exchange has; the transport has one for each host. */
    TURN,
    /** The server that does not take in the request. */
    REQUEST_BODY,
    /** The head of the response. */
    HEAD,
    /** The rest of the response. */
    RESPONSE_BODY;

    /** Begins to wait. */
    HttpResponse on(HttpTransport transport) throws IOException {
        return switch (this) {
            case CONNECT -> connect(transport);
            case HANDSHAKE -> handshake(transport);
            case TURN -> turn(transport);
            case REQUEST_BODY -> requestBody(transport);
            case HEAD -> head(transport);
            case RESPONSE_BODY -> responseBody(transport);
        };
    }

    private static HttpResponse connect(HttpTransport transport) throws IOException {
        try (var server = new FullBacklog()) {
            return transport.exchange(get(server.uri()));
        }
    }

    private static HttpResponse handshake(HttpTransport transport) throws IOException {
        try (var server = SilentServer.silent()) {
            return transport.exchange(get(server.uri("https")));
        }
    }

    private static HttpResponse turn(HttpTransport transport) throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "x".repeat(1_000_000)))) {
            var taken = transport.exchange(get(server.uri()));
            try {
                return transport.exchange(get(server.uri()));
            } finally {
                taken.abort();
            }
        }
    }

    private static HttpResponse requestBody(HttpTransport transport) throws IOException {
        try (var server = WireServer.start(WireExchange::stall)) {
            return transport.exchange(post(server.uri(), new TestBody(OptionalLong.empty(), Endless::new)));
        }
    }

    private static HttpResponse head(HttpTransport transport) throws IOException {
        try (var server = WireServer.start(WireExchange::stall)) {
            return transport.exchange(get(server.uri()));
        }
    }

    private static HttpResponse responseBody(HttpTransport transport) throws IOException {
        try (var server = WireServer.start(exchange -> {
                    exchange.respond(200, HttpHeaders.empty(), 100).write(1);
                    exchange.stall();
                });
                var response = transport.exchange(get(server.uri()))) {
            response.body().readAllBytes();
            return response;
        }
    }
}
