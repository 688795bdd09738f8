package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;
import static us.apolo.images.testkit.contract.Requests.statusOf;
import static us.apolo.images.testkit.contract.Requests.text;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** A connection that the server has closed meanwhile is no error, and nothing is sent twice that must not be. */
public interface StaleConnectionContract extends TransportUnderTest {
    /** The server has closed the idle connection meanwhile: nobody notices. */
    @RepeatedTest(20)
    default void aStaleConnectionIsNoErrorToTheNextRequest() throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200));
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
            server.closeIdle();
            assertEquals(200, statusOf(transport, get(server.uri())));
            assertEquals(2, server.requests());
        }
    }

    /** All idle connections are stale at once, as after a restart of the server. */
    @Test
    default void manyStaleConnectionsAreNoErrorToTheNextRequests() throws Exception {
        try (var server = WireServer.start(exchange -> {
                    Parallel.pause(Duration.ofMillis(20));
                    exchange.respond(200);
                });
                var transport = create(Limits.PATIENT)) {
            Parallel.run(8, () -> statusOf(transport, get(server.uri())));
            server.closeIdle();
            for (var i = 0; i < 8; i++) {
                assertEquals(200, statusOf(transport, get(server.uri())));
            }
        }
    }

    /** What has a body goes out once: it fails, or it is sent on a fresh connection from the start. */
    @RepeatedTest(20)
    default void aBodyIsNotSentTwiceOnAStaleConnection() throws IOException {
        var posts = new AtomicInteger();
        try (var server = WireServer.start(exchange -> {
                    if (exchange.method().equals("POST")) {
                        posts.incrementAndGet();
                        exchange.body().readAllBytes();
                    }
                    exchange.respond(200);
                });
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
            server.closeIdle();
            var body = new TestBody(OptionalLong.of(4), "text");
            try {
                assertEquals(200, statusOf(transport, post(server.uri(), body)));
                assertEquals(1, posts.get());
            } catch (IOException e) {
                assertEquals(0, posts.get());
            }
            assertTrue(body.opened() <= 1, "opened more than once");
        }
    }

    /** The server takes a body on a used connection and hangs up: nobody knows what it did, so it is not repeated. */
    @Test
    default void aBodyIsNotSentAgainWhenTheServerHangsUp() throws IOException {
        try (var server = WireServer.start(exchange -> hangUpOnPost(exchange));
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
            var request = post(server.uri(), text("text"));
            assertThrows(IOException.class, () -> transport.exchange(request));
            assertEquals(2, server.requests());
        }
    }

    /** Nobody knows whether the server has deleted: to ask again would be told that there is nothing to delete. */
    @Test
    default void aDeletionIsNotSentAgainWhenTheServerHangsUp() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    if (exchange.method().equals("DELETE")) {
                        exchange.hangUp();
                    } else {
                        exchange.respond(200);
                    }
                });
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
            var request = new HttpRequest("DELETE", server.uri(), HttpHeaders.empty());
            assertThrows(IOException.class, () -> transport.exchange(request));
            assertEquals(2, server.requests());
        }
    }

    private static void hangUpOnPost(WireExchange exchange) throws IOException {
        if (exchange.method().equals("POST")) {
            exchange.body().readAllBytes();
            exchange.hangUp();
        } else {
            exchange.respond(200);
        }
    }

    /** On a fresh connection there is nothing stale, so nothing is repeated. */
    @Test
    default void nothingIsRepeatedOnAFreshConnection() throws IOException {
        try (var server = WireServer.start(WireExchange::hangUp);
                var transport = create(Limits.PATIENT)) {
            assertThrows(IOException.class, () -> transport.exchange(get(server.uri())));
            assertEquals(1, server.requests());
        }
    }

    /** When some of the response has come, the server has worked on it, so it is not repeated. */
    @Test
    default void nothingIsRepeatedOnceTheResponseHasBegun() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    if (exchange.path().equals("/cut")) {
                        exchange.writeRaw("HTTP/1.1 200 OK\r\nCont".getBytes(US_ASCII));
                        exchange.hangUp();
                    } else {
                        exchange.respond(200);
                    }
                });
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
            assertThrows(
                    IOException.class, () -> transport.exchange(get(server.uri().resolve("/cut"))));
            assertEquals(2, server.requests());
        }
    }
}
