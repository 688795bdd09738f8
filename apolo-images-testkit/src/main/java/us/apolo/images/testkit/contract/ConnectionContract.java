package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;
import static us.apolo.images.testkit.contract.Requests.statusOf;
import static us.apolo.images.testkit.contract.Requests.text;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpTransport;
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

    /** Many threads at once: every answer is that of its own request, and the host gets no more than it may. */
    @Test
    default void aHostGetsNoMoreConnectionsThanItMay() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var server = WireServer.start(exchange -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Parallel.pause(Duration.ofMillis(2));
                    now.decrementAndGet();
                    exchange.respond(200, exchange.query());
                });
                var transport = create(Limits.PATIENT.withConnectionsPerHost(4))) {
            var number = new AtomicInteger();
            Parallel.run(64, () -> askTenTimes(transport, server.uri(), number));
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
}
