package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;
import static us.apolo.images.testkit.contract.Requests.statusOf;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.wire.WireServer;

/** A request's body goes out once, as long as it promised to be, or not at all. */
public interface RequestBodyContract extends TransportUnderTest {

    /** A known length is told. */
    @Test
    default void aBodyOfKnownLengthIsSentWithIt() throws Exception {
        var body = new TestBody(OptionalLong.of(9), "the bytes");
        var received = send(body);
        assertEquals("the bytes", received.text());
        assertEquals(List.of("9"), received.headers().all("Content-Length"));
        assertEquals(List.of(), received.headers().all("Transfer-Encoding"));
        assertUsedOnce(body);
    }

    /** An unknown length makes chunks. */
    @Test
    default void aBodyOfUnknownLengthIsSentInChunks() throws Exception {
        var body = new TestBody(OptionalLong.empty(), "the bytes");
        var received = send(body);
        assertEquals("the bytes", received.text());
        assertEquals(List.of("chunked"), received.headers().all("Transfer-Encoding"));
        assertEquals(List.of(), received.headers().all("Content-Length"));
        assertUsedOnce(body);
    }

    /** A body of no bytes is a body all the same. */
    @TestFactory
    default Stream<DynamicTest> anEmptyBodyIsSent() {
        return Stream.of(OptionalLong.of(0), OptionalLong.empty())
                .map(length -> DynamicTest.dynamicTest("length " + length, () -> {
                    var body = new TestBody(length, "");
                    assertEquals("", send(body).text());
                    assertUsedOnce(body);
                }));
    }

    private static void assertUsedOnce(TestBody body) {
        assertEquals(1, body.opened(), "opened");
        assertEquals(1, body.closed(), "closed");
    }

    private Received send(TestBody body) throws Exception {
        var received = new CompletableFuture<Received>();
        try (var server = WireServer.start(exchange -> {
                    received.complete(Received.of(exchange));
                    exchange.respond(201);
                });
                var transport = create(Limits.PATIENT)) {
            assertEquals(201, statusOf(transport, post(server.uri(), body)));
            assertEquals(201, statusOf(transport, get(server.uri())));
            assertEquals(1, server.accepted(), "the connection goes on");
        }
        return received.get(30, TimeUnit.SECONDS);
    }

    /** Lengths that do not fit: the server never takes the body for complete. */
    @TestFactory
    default Stream<DynamicTest> aBodyOfAnotherLengthThanPromisedIsNeverComplete() {
        return Stream.of(0, 8, 10, 70_000, 1_000_000)
                .flatMap(promised -> Stream.of(9, 66_000, 500_000)
                        .map(real -> DynamicTest.dynamicTest(
                                real + " bytes for " + promised,
                                () -> assertNeverComplete(
                                        new TestBody(OptionalLong.of(promised), "x".repeat(real)),
                                        IOException.class))));
    }

    /** A stream that fails on the way: its own exception comes out, and the server never takes the body for complete. */
    @TestFactory
    default Stream<DynamicTest> aBodyThatCannotBeReadIsNeverComplete() {
        return Stream.of(OptionalLong.of(100_000), OptionalLong.empty())
                .flatMap(length -> Stream.of(0, 100, 50_000)
                        .flatMap(after -> Stream.of(
                                        new IOException("disk gone"), new IllegalStateException("a bug of the caller"))
                                .map(failure -> DynamicTest.dynamicTest(
                                        failure.getMessage() + " after " + after + " bytes, length " + length, () -> {
                                            var body = new TestBody(length, () -> new FailingStream(after, failure));
                                            assertSame(failure, assertNeverComplete(body, failure.getClass()));
                                        }))));
    }

    /** A body that does not even open. */
    @Test
    default void aBodyThatDoesNotOpenIsNeverComplete() throws Exception {
        var failure = new IOException("no such file");
        var body = new TestBody(OptionalLong.of(10), () -> {
            throw failure;
        });
        assertSame(failure, assertNeverComplete(body, IOException.class));
    }

    private Throwable assertNeverComplete(TestBody body, Class<? extends Throwable> expected) throws Exception {
        var complete = new CompletableFuture<Boolean>();
        try (var server = WireServer.start(exchange -> {
                    if (exchange.method().equals("GET")) {
                        exchange.respond(200);
                        return;
                    }
                    try {
                        exchange.body().readAllBytes();
                        complete.complete(true);
                    } catch (IOException e) {
                        complete.complete(false);
                        throw e;
                    }
                    exchange.respond(201);
                });
                var transport = create(Limits.PATIENT)) {
            var failure = assertThrows(expected, () -> statusOf(transport, post(server.uri(), body)));
            assertEquals(200, statusOf(transport, get(server.uri())), "the next request");
            assertTrue(body.opened() <= 1, "opened once at the most");
            // What fails before the head goes out is not seen by the server at all.
            if (server.requests() > 1) {
                assertFalse(complete.get(30, TimeUnit.SECONDS), "the server took it for complete");
            }
            return failure;
        }
    }

    /** A body is not sent a second time because the answer was no. */
    @TestFactory
    default Stream<DynamicTest> aBodyIsOpenedOnceWhateverTheAnswer() {
        return Stream.of(307, 308, 401, 407, 408, 503)
                .map(status -> DynamicTest.dynamicTest("status " + status, () -> {
                    var headers = HttpHeaders.builder()
                            .add("Location", "/elsewhere")
                            .add("Retry-After", "0")
                            .add("WWW-Authenticate", "Basic realm=\"r\"")
                            .build();
                    try (var server = WireServer.start(exchange -> {
                                exchange.body().readAllBytes();
                                exchange.respond(status, headers, new byte[0]);
                            });
                            var transport = create(Limits.PATIENT)) {
                        var body = new TestBody(OptionalLong.of(9), "the bytes");
                        assertEquals(status, statusOf(transport, post(server.uri(), body)));
                        assertEquals(1, server.requests());
                        assertUsedOnce(body);
                    }
                }));
    }
}
