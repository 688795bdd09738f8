package us.apolo.images.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpHeaders;

/** How exchanges and connections end, whoever ends them. */
class WireEndTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n";

    @Test
    void aResetIsAnErrorAndAHangUpAnEnd() throws Exception {
        try (var server = WireServer.start(exchange -> {
            var body = exchange.respond(200, HttpHeaders.empty(), 100);
            body.write("half".getBytes(StandardCharsets.UTF_8));
            if (exchange.path().equals("/reset")) {
                exchange.reset();
            } else {
                exchange.hangUp();
            }
        })) {
            try (var client = new RawClient(server)) {
                assertThat(client.send("GET /end HTTP/1.1\n\n").readAll()).endsWith("half");
            }
            try (var client = new RawClient(server)) {
                client.send("GET /reset HTTP/1.1\n\n");
                assertThatThrownBy(client::readAll)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void tooShortABodyCutsTheConnectionAndTooLongAOneIsRefused() throws Exception {
        try (var server = WireServer.start(exchange -> {
            try (var body = exchange.respond(200, HttpHeaders.empty(), 4)) {
                body.write(exchange.path().substring(1).getBytes(StandardCharsets.UTF_8));
            }
        })) {
            try (var client = new RawClient(server)) {
                client.send("GET /abc HTTP/1.1\n\n");
                assertThatThrownBy(client::readAll).isInstanceOf(IOException.class);
            }
            try (var client = new RawClient(server)) {
                client.send("GET /abcde HTTP/1.1\n\n");
                assertThatThrownBy(client::readAll).isInstanceOf(IOException.class);
            }
            assertThat(server.awaitOpen(0, LIMIT)).isTrue();
            assertThat(server.failures())
                    .singleElement()
                    .isInstanceOf(IllegalStateException.class)
                    .extracting(Throwable::getMessage)
                    .isEqualTo("The body is longer than was said");
        }
    }

    @Test
    void closeEndsAStallAndLeavesNoThread() throws Exception {
        var stalled = new CountDownLatch(1);
        var server = WireServer.start(exchange -> {
            stalled.countDown();
            exchange.stall();
        });
        try (var client = new RawClient(server)) {
            client.send(GET);
            assertThat(stalled.await(20, TimeUnit.SECONDS)).isTrue();

            server.close();
            server.close();

            assertThat(client.readAll()).isEmpty();
            assertThat(server.failures()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("wire-" + server.port()));
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), server.port()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void closeInterruptsAHandlerThatWaitsForSomethingElse() throws Exception {
        var waiting = new CountDownLatch(1);
        var ended = new CompletableFuture<Boolean>();
        var server = WireServer.start(exchange -> {
            waiting.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ended.complete(true);
            }
        });
        try (var client = new RawClient(server)) {
            client.send(GET);
            assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();
            server.close();
            assertThat(ended).isCompletedWithValue(true);
        }
    }

    @Test
    void aHandlerThatWaitsForTheClientToLeaveNoticesIt() throws Exception {
        var left = new CountDownLatch(1);
        try (var server = WireServer.start(exchange -> {
                    exchange.awaitHangUp();
                    left.countDown();
                });
                var client = new RawClient(server)) {
            client.send(GET).disconnect();
            assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.awaitOpen(0, LIMIT)).isTrue();
        }
    }

    @Test
    void idleConnectionsAreClosedAndBusyOnesAreNot() throws Exception {
        var busy = new CountDownLatch(1);
        try (var server = WireServer.start(exchange -> {
                    if (exchange.path().equals("/stall")) {
                        busy.countDown();
                        exchange.stall();
                    }
                    exchange.respond(200, "ok");
                });
                var idle = new RawClient(server);
                var stalled = new RawClient(server)) {
            stalled.send("GET /stall HTTP/1.1\n\n");
            assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
            for (var i = 0; i < 100; i++) {
                try (var client = new RawClient(server)) {
                    client.send(GET).readUntil("ok");
                    assertThat(server.closeIdle())
                            .as("idle at once, round %s", i)
                            .isPositive();
                    assertThat(client.readAll()).isEmpty();
                }
            }
            assertThat(idle.readAll()).isEmpty();
            assertThat(server.awaitOpen(1, LIMIT)).isTrue();
            assertThat(server.closeIdle()).isZero();
        }
    }

    @Test
    void handlersThatFailOrForgetToAnswerAreKnown() throws Exception {
        try (var server = WireServer.start(exchange -> {
            if (exchange.path().equals("/throw")) {
                throw new IllegalArgumentException("broken test");
            }
        })) {
            for (var path : List.of("/throw", "/forget")) {
                try (var client = new RawClient(server)) {
                    assertThat(client.send("GET " + path + " HTTP/1.1\n\n").readAll())
                            .startsWith("HTTP/1.1 500 ");
                }
            }
            assertThat(server.awaitOpen(0, LIMIT)).isTrue();
            assertThat(server.failures())
                    .extracting(Throwable::getMessage)
                    .containsExactly("broken test", "The handler has left a request without an answer: GET /forget");
        }
    }

    @Test
    void aBodyCanBeCut() throws Exception {
        try (var server = WireServer.start(exchange -> {
            exchange.cutBodyAfter(3);
            exchange.respond(200, exchange.path().substring(1));
        })) {
            try (var client = new RawClient(server)) {
                assertThat(client.send("GET /abcd HTTP/1.1\n\n").readAll()).endsWith("Content-Length: 4\n\nabc");
            }
            try (var client = new RawClient(server)) {
                client.send("GET /abc HTTP/1.1\n\n");
                assertThat(client.readUntil("abc")).endsWith("abc");
            }
            assertThat(server.failures()).isEmpty();
        }
    }
}
