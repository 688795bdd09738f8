package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;
import static us.apolo.images.testkit.contract.Requests.statusOf;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import us.apolo.images.testkit.wire.WireServer;

/** An interrupt, and the end of the transport, end every wait at once and leave nothing behind. */
public interface EndingContract extends TransportUnderTest {

    /** The interrupt flag stays set, and the exception says that it was an interrupt. */
    @TestFactory
    default Stream<DynamicTest> anInterruptEndsEveryWait() {
        return Stream.of(Wait.values())
                .map(wait -> DynamicTest.dynamicTest("wait for " + wait, () -> {
                    try (var transport = create(Limits.PATIENT.withConnectionsPerHost(1))) {
                        var blocked = Blocked.in(() -> wait.on(transport));
                        blocked.awaitBlocked();
                        blocked.interrupt();
                        assertInterrupted(blocked.failure());
                        assertTrue(blocked.wasInterrupted(), "the flag is set");
                    }
                }));
    }

    private static void assertInterrupted(Throwable failure) {
        assertInstanceOf(InterruptedIOException.class, failure);
        assertFalse(failure instanceof SocketTimeoutException, "an interrupt is not a time limit");
    }

    /** A thread that is interrupted already does not even begin. */
    @Test
    default void aThreadThatIsInterruptedAlreadyDoesNotBegin() throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200));
                var transport = create(Limits.PATIENT)) {
            Thread.currentThread().interrupt();
            try {
                assertInterrupted(assertThrows(IOException.class, () -> transport.exchange(get(server.uri()))));
                assertTrue(Thread.currentThread().isInterrupted(), "the flag is set");
            } finally {
                var wasSet = Thread.interrupted();
                assertTrue(wasSet, "the flag is still set");
            }
            assertEquals(0, server.requests());
        }
    }

    /** An interrupt is for one exchange: others go on, and its place is free again. */
    @Test
    default void anInterruptTakesNoConnectionAway() throws Exception {
        try (var server = WireServer.start(exchange -> {
                    if (exchange.path().equals("/stall")) {
                        exchange.stall();
                    }
                    exchange.respond(200);
                });
                var transport = create(Limits.PATIENT.withConnectionsPerHost(1))) {
            var blocked = Blocked.in(() -> transport.exchange(get(server.uri().resolve("/stall"))));
            blocked.awaitBlocked();
            var waiting = Blocked.in(() -> transport.exchange(get(server.uri())));
            waiting.awaitBlocked();
            waiting.interrupt();
            assertInterrupted(waiting.failure());
            blocked.interrupt();
            assertInterrupted(blocked.failure());
            assertEquals(200, statusOf(transport, get(server.uri())));
        }
    }

    /** To close the transport ends what is under way. */
    @TestFactory
    default Stream<DynamicTest> toCloseEndsEveryWait() {
        return Stream.of(Wait.values())
                .map(wait -> DynamicTest.dynamicTest("wait for " + wait, () -> {
                    var transport = create(Limits.PATIENT.withConnectionsPerHost(1));
                    try {
                        var blocked = Blocked.in(() -> wait.on(transport));
                        blocked.awaitBlocked();
                        transport.close();
                        var failure = blocked.failure();
                        assertInstanceOf(IOException.class, failure);
                        assertFalse(failure instanceof InterruptedIOException, "it was no interrupt and no time limit");
                        assertFalse(blocked.wasInterrupted(), "the flag is not set");
                    } finally {
                        transport.close();
                    }
                }));
    }

    /** A closed transport makes no exchange, and to close it again does nothing. */
    @Test
    default void aClosedTransportMakesNoExchange() throws IOException {
        var transport = create(Limits.PATIENT);
        try (var server = WireServer.start(exchange -> exchange.respond(200))) {
            statusOf(transport, get(server.uri()));
            transport.close();
            transport.close();
            assertThrows(IllegalStateException.class, () -> transport.exchange(get(server.uri())));
            assertEquals(1, server.requests());
        } finally {
            transport.close();
        }
    }

    /** Idle connections, and those whose response nobody closed, end with the transport. */
    @Test
    default void toCloseEndsAllConnections() throws Exception {
        var transport = create(Limits.PATIENT);
        try (var server = WireServer.start(exchange -> exchange.respond(200, "x".repeat(1_000_000)))) {
            var read = transport.exchange(get(server.uri()));
            var unread = transport.exchange(get(server.uri()));
            read.body().readAllBytes();
            transport.close();
            assertTrue(server.awaitOpen(0, Duration.ofSeconds(30)), "connections are left");
            assertThrows(IOException.class, () -> unread.body().readAllBytes());
            read.close();
            unread.close();
        } finally {
            transport.close();
        }
    }

    /** No thread is left, but for those that are told of. */
    @Test
    default void noThreadIsLeft() throws Exception {
        var before = Thread.getAllStackTraces().keySet();
        try (var server = WireServer.start(exchange -> exchange.respond(200));
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
            statusOf(transport, post(server.uri(), Requests.text("text")));
        }
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!leftOver(before).isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertEquals(Set.of(), leftOver(before));
    }

    private Set<String> leftOver(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread) && thread.isAlive())
                .filter(thread ->
                        !(thread.isDaemon() && lingeringThreads().stream().anyMatch(thread.getName()::startsWith)))
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }
}
