package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;
import static us.apolo.images.testkit.contract.Requests.statusOf;
import static us.apolo.images.testkit.contract.Requests.text;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** Connections are used again, never more than there may be, and one that has gone stale is no error. */
public interface ConnectionContract extends TransportUnderTest {
    /** One after the other goes by one connection. */
    @Test
    default void aConnectionIsUsedAgain() throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "text"));
                var transport = create(Limits.PATIENT)) {
            for (var i = 0; i < 20; i++) {
                textOf(transport, get(server.uri()));
            }
            assertEquals(1, server.accepted());
        }
    }

    /** A server that closes a connection says so. */
    @Test
    default void aConnectionThatTheServerClosesIsNotUsedAgain() throws IOException {
        var headers = HttpHeaders.builder().add("Connection", "close").build();
        try (var server = WireServer.start(exchange -> exchange.respond(200, headers, new byte[3]));
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
            statusOf(transport, post(server.uri(), text("text")));
            assertEquals(2, server.accepted());
        }
    }

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
                    pause(20);
                    exchange.respond(200);
                });
                var transport = create(Limits.PATIENT)) {
            inParallel(8, () -> statusOf(transport, get(server.uri())));
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

    /** Many threads at once: every answer is that of its own request, and the host gets no more than it may. */
    @Test
    default void aHostGetsNoMoreConnectionsThanItMay() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var server = WireServer.start(exchange -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    pause(2);
                    now.decrementAndGet();
                    exchange.respond(200, exchange.query());
                });
                var transport = create(Limits.PATIENT.withConnectionsPerHost(4))) {
            var number = new AtomicInteger();
            inParallel(64, () -> askTenTimes(transport, server.uri(), number));
            assertEquals(640, server.requests());
            assertEquals(4, most.get());
            assertEquals(4, server.accepted());
        }
    }

    private static int askTenTimes(HttpTransport transport, URI uri, AtomicInteger number) throws IOException {
        for (var i = 0; i < 10; i++) {
            var mine = String.valueOf(number.incrementAndGet());
            assertEquals(mine, textOf(transport, get(uri.resolve("/?" + mine))));
        }
        return 10;
    }

    /** A connection counts as long as its response is not closed, and its end makes room for the next. */
    @Test
    default void anOpenResponseKeepsItsConnection() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "x".repeat(1_000_000)));
                var transport = create(Limits.PATIENT.withConnectionsPerHost(1))) {
            var response = transport.exchange(get(server.uri()));
            var next = Blocked.in(() -> {
                assertEquals(200, statusOf(transport, get(server.uri())));
                throw new Done();
            });
            next.awaitBlocked();
            assertEquals(1, server.requests());
            response.abort();
            assertInstanceOf(Done.class, next.failure());
            assertEquals(2, server.requests());
        }
    }

    /** Each host has its own. */
    @Test
    default void hostsDoNotTakeEachOthersConnections() throws IOException {
        try (var one = WireServer.start(exchange -> exchange.respond(200, "x".repeat(1_000_000)));
                var other = WireServer.start(exchange -> exchange.respond(200, "other"));
                var transport = create(Limits.PATIENT.withConnectionsPerHost(1));
                var open = transport.exchange(get(one.uri()))) {
            assertEquals("other", textOf(transport, get(other.uri())));
            open.abort();
        }
    }

    /** Failures give their place back, too. */
    @Test
    default void aFailureTakesNoConnectionAway() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    if (exchange.path().equals("/cut")) {
                        exchange.reset();
                    } else {
                        exchange.respond(200);
                    }
                });
                var transport = create(Limits.PATIENT.withConnectionsPerHost(1))) {
            for (var i = 0; i < 5; i++) {
                assertThrows(
                        IOException.class,
                        () -> transport.exchange(get(server.uri().resolve("/cut"))));
            }
            assertEquals(200, statusOf(transport, get(server.uri())));
        }
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void inParallel(int threads, Callable<?> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var all = new ArrayList<Callable<Object>>();
            for (var i = 0; i < threads; i++) {
                all.add(work::call);
            }
            for (var one : pool.invokeAll(all, 120, TimeUnit.SECONDS)) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
