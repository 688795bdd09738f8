package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.ProxyConfig;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** The limits end a wait, in their time and as what they are. The one that is not meant is long, so that it is no help. */
public interface TimeLimitContract extends TransportUnderTest {
    private static void assertTimesOut(Executable work) {
        var started = System.nanoTime();
        assertThrows(SocketTimeoutException.class, work);
        var taken = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(taken.compareTo(Limits.SHORT.multipliedBy(9).dividedBy(10)) >= 0, () -> "too early: " + taken);
        assertTrue(taken.compareTo(Duration.ofSeconds(20)) < 0, () -> "too late: " + taken);
    }

    /** Nobody accepts the connection. */
    @Test
    default void theConnectLimitEndsAnAttemptToConnect() throws IOException {
        try (var server = new FullBacklog();
                var transport = create(Limits.CONNECT_SOON)) {
            assertTimesOut(() -> transport.exchange(get(server.uri())));
        }
    }

    /** The server accepts, but does not shake hands. */
    @Test
    default void theConnectLimitEndsAHandshake() throws IOException {
        try (var server = SilentServer.silent();
                var transport = create(Limits.CONNECT_SOON)) {
            assertTimesOut(() -> transport.exchange(get(server.uri("https"))));
        }
    }

    /** The server shakes hands, but so slowly that it never ends. */
    @Test
    default void theConnectLimitEndsAHandshakeThatIsDrawnOut() throws IOException {
        try (var server = SilentServer.dripping();
                var transport = create(Limits.CONNECT_SOON)) {
            assertTimesOut(() -> transport.exchange(get(server.uri("https"))));
        }
    }

    /** The proxy accepts, but makes no tunnel. */
    @Test
    default void theConnectLimitEndsTheMakingOfATunnel() throws IOException {
        try (var proxy = SilentServer.silent();
                var transport = create(Limits.CONNECT_SOON.withProxy(new ProxyConfig("127.0.0.1", proxy.port())))) {
            assertTimesOut(() -> transport.exchange(get(proxy.uri("https"))));
        }
    }

    /** The connect limit has no say once there is a connection. */
    @Test
    default void theConnectLimitDoesNotEndAResponse() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    Parallel.pause(Limits.SHORT.multipliedBy(2));
                    exchange.respond(200, "late");
                });
                var transport = create(Limits.CONNECT_SOON)) {
            assertEquals("late", textOf(transport, get(server.uri())));
        }
    }

    /** The head never comes. */
    @Test
    default void theReadLimitEndsTheWaitForAHead() throws IOException {
        try (var server = WireServer.start(WireExchange::stall);
                var transport = create(Limits.READ_SOON)) {
            assertTimesOut(() -> transport.exchange(get(server.uri())));
            assertEquals(1, server.requests());
        }
    }

    /** The head never comes, on a connection that has been used before: that is no reason to ask again. */
    @Test
    default void theReadLimitIsNotTakenForAStaleConnection() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    if (exchange.path().equals("/stall")) {
                        exchange.stall();
                    }
                    exchange.respond(200);
                });
                var transport = create(Limits.READ_SOON)) {
            textOf(transport, get(server.uri()));
            assertTimesOut(() -> transport.exchange(get(server.uri().resolve("/stall"))));
            assertEquals(2, server.requests());
        }
    }

    /** The body stops coming. */
    @Test
    default void theReadLimitEndsTheWaitForTheRestOfABody() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    exchange.respond(200, HttpHeaders.empty(), 100).write(1);
                    exchange.stall();
                });
                var transport = create(Limits.READ_SOON);
                var response = transport.exchange(get(server.uri()))) {
            assertEquals(1, response.body().read());
            assertTimesOut(() -> response.body().read());
        }
    }

    /** The server takes in nothing of a request. */
    @Test
    default void theReadLimitEndsARequestThatNobodyTakesIn() throws IOException {
        var endless = new TestBody(OptionalLong.empty(), Endless::new);
        try (var server = WireServer.start(WireExchange::stall);
                var transport = create(Limits.READ_SOON)) {
            assertTimesOut(() -> transport.exchange(post(server.uri(), endless)));
        }
    }

    /** The read limit is for one wait: a body that comes slowly but steadily may take longer altogether. */
    @Test
    default void theReadLimitIsForOneWaitAndNotForAll() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    try (var out = exchange.respond(200, HttpHeaders.empty(), 10)) {
                        for (var i = 0; i < 10; i++) {
                            Parallel.pause(Limits.SHORT.dividedBy(5));
                            out.write('x');
                            out.flush();
                        }
                    }
                });
                var transport = create(Limits.READ_SOON)) {
            assertEquals("x".repeat(10), textOf(transport, get(server.uri())));
        }
    }
}
