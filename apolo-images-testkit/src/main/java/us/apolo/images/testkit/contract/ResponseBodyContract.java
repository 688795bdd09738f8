package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.statusOf;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** A response's body is read as it comes, and what is not read is dealt with. */
public interface ResponseBodyContract extends TransportUnderTest {
    /** However the server marks the end. */
    @Test
    default void aBodyIsReadHoweverItsEndIsMarked() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    try (var out = open(exchange)) {
                        for (var i = 0; i < 1000; i++) {
                            out.write("0123456789".getBytes(UTF_8));
                        }
                    }
                });
                var transport = create(Limits.PATIENT)) {
            for (var path : new String[] {"/length", "/chunks", "/close"}) {
                assertEquals(
                        "0123456789".repeat(1000),
                        textOf(transport, get(server.uri().resolve(path))));
            }
        }
    }

    private static OutputStream open(WireExchange exchange) throws IOException {
        return switch (exchange.path()) {
            case "/length" -> exchange.respond(200, HttpHeaders.empty(), 10_000);
            case "/chunks" -> exchange.respondChunked(200, HttpHeaders.empty());
            default -> exchange.respondUntilClose(200, HttpHeaders.empty());
        };
    }

    /** The stream is one and the same, knows its end, and reads by bytes, too. */
    @Test
    default void theStreamIsAlwaysTheSame() throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "ab\u00ff"));
                var transport = create(Limits.PATIENT);
                var response = transport.exchange(get(server.uri()))) {
            var body = response.body();
            assertEquals('a', body.read());
            assertSame(body, response.body());
            assertEquals(0, body.read(new byte[10], 3, 0));
            assertEquals('b', response.body().read());
            assertEquals(0xc3, body.read());
            assertEquals(0xbf, body.read());
            assertEquals(-1, body.read());
            assertEquals(-1, body.read());
            assertEquals(-1, body.read(new byte[10], 0, 10));
        }
    }

    /** What has come can be read before the rest has. */
    @Test
    default void aBodyIsHandedOverAsItComes() throws Exception {
        var read = new CountDownLatch(1);
        try (var server = WireServer.start(exchange -> {
                    try (var out = exchange.respondChunked(200, HttpHeaders.empty())) {
                        out.write("first".getBytes(UTF_8));
                        out.flush();
                        await(read);
                        out.write("second".getBytes(UTF_8));
                    }
                });
                var transport = create(Limits.PATIENT);
                var response = transport.exchange(get(server.uri()))) {
            assertEquals("first", new String(response.body().readNBytes(5), UTF_8));
            read.countDown();
            assertEquals("second", new String(response.body().readAllBytes(), UTF_8));
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("The client has not read the first part");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Close gives the connection back, also before the end of a body of which little is left; abort does not. */
    @TestFactory
    default Stream<DynamicTest> aConnectionIsUsedAgainAfterCloseAndNotAfterAbort() {
        return Stream.of(End.values())
                .flatMap(end -> Stream.of("/length", "/chunks")
                        .map(path -> DynamicTest.dynamicTest(end + " of " + path, () -> {
                            try (var server = WireServer.start(exchange -> {
                                        try (var out = open(exchange)) {
                                            out.write(new byte[10_000]);
                                        }
                                    });
                                    var transport = create(Limits.PATIENT)) {
                                var response =
                                        transport.exchange(get(server.uri().resolve(path)));
                                assertEquals(0, response.body().read());
                                end.put(response);
                                statusOf(transport, get(server.uri().resolve(path)));
                                assertEquals(end == End.ABORT ? 2 : 1, server.accepted());
                            }
                        })));
    }

    /** However much is left, close comes back soon, and does not read it all. */
    @TestFactory
    default Stream<DynamicTest> toCloseDoesNotReadAHugeRest() {
        return Stream.of(true, false)
                .map(lengthKnown -> DynamicTest.dynamicTest("length known: " + lengthKnown, () -> {
                    var sent = new AtomicLong();
                    try (var server = WireServer.start(exchange -> sendWithoutEnd(exchange, lengthKnown, sent));
                            var transport = create(Limits.PATIENT)) {
                        var response = transport.exchange(get(server.uri()));
                        assertEquals(0, response.body().read());
                        var started = System.nanoTime();
                        response.close();
                        assertTrue(
                                Duration.ofNanos(System.nanoTime() - started).toSeconds() < 20, "close takes its time");
                        assertTrue(server.awaitOpen(0, Duration.ofSeconds(30)), "the connection is dropped");
                        assertTrue(sent.get() < 64L << 20, () -> "the server could send " + sent);
                    }
                }));
    }

    private static void sendWithoutEnd(WireExchange exchange, boolean lengthKnown, AtomicLong sent) throws IOException {
        var out = lengthKnown
                ? exchange.respond(200, HttpHeaders.empty(), 1L << 40)
                : exchange.respondChunked(200, HttpHeaders.empty());
        var piece = new byte[64 * 1024];
        while (true) {
            out.write(piece);
            sent.addAndGet(piece.length);
        }
    }

    /** A server that sends nothing more holds nobody up who does not want it. */
    @Test
    default void toCloseDoesNotWaitForAStalledBody() throws Exception {
        try (var server = WireServer.start(exchange -> {
                    var out = exchange.respond(200, HttpHeaders.empty(), 100);
                    out.write(1);
                    exchange.stall();
                });
                var transport = create(Limits.PATIENT)) {
            var response = transport.exchange(get(server.uri()));
            assertEquals(1, response.body().read());
            var started = System.nanoTime();
            response.close();
            assertTrue(Duration.ofNanos(System.nanoTime() - started).toSeconds() < 20, "close waits");
        }
    }

    /** Each may be called any number of times, and only the first counts. */
    @Test
    default void aResponseMayBeEndedAnyNumberOfTimes() throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "text"));
                var transport = create(Limits.PATIENT)) {
            var response = transport.exchange(get(server.uri()));
            response.close();
            response.abort();
            response.close();
            textOf(transport, get(server.uri()));
            assertEquals(1, server.accepted(), "the abort came too late");
            assertThrows(IOException.class, () -> response.body().read(), "a closed response is not read");
        }
    }

    /** A response that has been ended touches nothing of the exchange that now has the connection. */
    @Test
    default void anAbortAfterTheEndTouchesNoOtherExchange() throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "a text"));
                var transport = create(Limits.PATIENT)) {
            var first = transport.exchange(get(server.uri()));
            first.body().readAllBytes();
            try (var second = transport.exchange(get(server.uri()))) {
                first.abort();
                first.close();
                assertEquals("a text", new String(second.body().readAllBytes(), UTF_8));
            }
            assertEquals(1, server.accepted());
        }
    }

    /** Another thread may end a response under its reader, who then learns of it at once. */
    @TestFactory
    default Stream<DynamicTest> aReaderIsWokenUpFromAnotherThread() {
        return Stream.of(End.values())
                .map(end -> DynamicTest.dynamicTest(end.toString(), () -> {
                    try (var server = WireServer.start(exchange -> stallInBody(exchange));
                            var transport = create(Limits.PATIENT)) {
                        var response = transport.exchange(get(server.uri()));
                        assertEquals(1, response.body().read());
                        var reader = Blocked.in(() -> response.body().read());
                        reader.awaitBlocked();
                        end.put(response);
                        assertInstanceOf(IOException.class, reader.failure());
                        assertGoesOn(transport, server);
                    }
                }));
    }

    private static void stallInBody(WireExchange exchange) throws IOException {
        if (exchange.path().equals("/next")) {
            exchange.respond(200);
            return;
        }
        exchange.respond(200, HttpHeaders.empty(), 100).write(1);
        exchange.stall();
    }

    private static void assertGoesOn(HttpTransport transport, WireServer server) throws IOException {
        assertEquals(200, statusOf(transport, get(server.uri().resolve("/next"))));
    }
}
