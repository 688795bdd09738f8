package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.statusOf;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** What is not a whole response is an {@link IOException}, never a shorter success. */
public interface BrokenResponseContract extends TransportUnderTest {
    /** Heads that are none. */
    @TestFactory
    default Stream<DynamicTest> aHeadThatIsNoneIsAFailure() {
        return Stream.of(
                        "",
                        "\r\n",
                        "hello\r\n\r\n",
                        "SSH-2.0-OpenSSH_9.2\r\n",
                        "\u0015\u0003\u0001\u0000\u0002\u0002P",
                        "HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 abc OK\r\n\r\n",
                        "HTTP/1.1 200 OK\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Le",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
                        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
                        "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
                        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 2\r\n\r\nhello")
                .flatMap(bytes -> Stream.of(true, false)
                        .map(reset -> DynamicTest.dynamicTest(
                                printable(bytes) + (reset ? ", reset" : ", end"), () -> assertFails(bytes, reset))));
    }

    /** Bodies that break off or are not what they promise. */
    @TestFactory
    default Stream<DynamicTest> aBodyThatBreaksOffIsAFailure() {
        var length = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
        var chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                        length,
                        length + "nine byte",
                        chunks,
                        chunks + "5",
                        chunks + "5\r\n",
                        chunks + "5\r\nhel",
                        chunks + "5\r\nhello",
                        chunks + "5\r\nhello\r\n",
                        chunks + "5\r\nhello\r\nzz\r\n",
                        chunks + "-5\r\nhello\r\n0\r\n\r\n",
                        chunks + "hello\r\n")
                .flatMap(bytes -> Stream.of(true, false)
                        .map(reset -> DynamicTest.dynamicTest(
                                printable(bytes.substring(bytes.indexOf("OK") + 4)) + (reset ? ", reset" : ", end"),
                                () -> assertFails(bytes, reset))));
    }

    private static String printable(String bytes) {
        return "'" + bytes.replace("\r", "\\r").replace("\n", "\\n").replaceAll("[^ -~]", "?") + "'";
    }

    private void assertFails(String bytes, boolean reset) throws IOException {
        try (var server = WireServer.start(exchange -> answer(exchange, bytes, reset));
                var transport = create(Limits.PATIENT)) {
            var failure = assertThrows(
                    IOException.class, () -> textOf(transport, get(server.uri().resolve("/broken"))));
            assertFalse(failure instanceof SocketTimeoutException, "it waited for more");
            assertEquals(1, server.requests(), "it was asked again");
            assertEquals(200, statusOf(transport, get(server.uri().resolve("/sound"))), "the next one");
        }
    }

    private static void answer(WireExchange exchange, String bytes, boolean reset) throws IOException {
        if (exchange.path().equals("/sound")) {
            exchange.respond(200);
            return;
        }
        exchange.writeRaw(bytes.getBytes(ISO_8859_1));
        if (reset) {
            exchange.reset();
        } else {
            exchange.hangUp();
        }
    }

    /** A stream that has failed goes on failing: nobody reads an end from it. */
    @Test
    default void aBrokenBodyStaysBroken() throws IOException {
        try (var server = WireServer.start(
                        exchange -> answer(exchange, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nnine byte", false));
                var transport = create(Limits.PATIENT);
                var response = transport.exchange(get(server.uri()))) {
            assertThrows(IOException.class, () -> response.body().readAllBytes());
            assertThrows(IOException.class, () -> response.body().read());
            assertThrows(IOException.class, () -> response.body().read(new byte[1]));
        }
    }

    /** A server cannot fill the memory with a head. */
    @TestFactory
    default Stream<DynamicTest> anEndlessHeadIsAFailure() {
        return Stream.of("X-Long: ", "X-Many: x\r\n")
                .map(start -> DynamicTest.dynamicTest(printable(start), () -> {
                    var more = start.endsWith("\n") ? start.repeat(1000) : "x".repeat(10_000);
                    try (var server = WireServer.start(exchange -> {
                                var out = exchange.rawOutput();
                                out.write(("HTTP/1.1 200 OK\r\n" + start).getBytes(ISO_8859_1));
                                while (true) {
                                    out.write(more.getBytes(ISO_8859_1));
                                }
                            });
                            var transport = create(Limits.PATIENT)) {
                        var failure = assertThrows(Throwable.class, () -> transport.exchange(get(server.uri())));
                        assertInstanceOf(IOException.class, failure);
                    }
                }));
    }
}
