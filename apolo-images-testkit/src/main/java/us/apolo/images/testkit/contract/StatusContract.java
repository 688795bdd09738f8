package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.statusOf;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** A status is handed over as it is, and says whether there is a body; nothing else is made of it. */
public interface StatusContract extends TransportUnderTest {
    /** A status is no reason to do anything: not to go elsewhere, not to ask again, not to throw. */
    @TestFactory
    default Stream<DynamicTest> aStatusIsHandedOver() {
        return Stream.of(
                        200, 201, 202, 206, 300, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 407, 408, 416, 421,
                        429, 500, 502, 503, 504)
                .map(status -> DynamicTest.dynamicTest("status " + status, () -> {
                    try (var server = WireServer.start(exchange -> refuse(exchange, status));
                            var transport = create(Limits.PATIENT);
                            var response = transport.exchange(get(server.uri(), "Authorization", "Basic dTpw"))) {
                        assertEquals(status, response.status());
                        assertEquals("the body", new String(response.body().readAllBytes(), UTF_8));
                        assertEquals(
                                Optional.of("/elsewhere"), response.headers().first("Location"));
                        assertEquals(1, server.requests());
                    }
                }));
    }

    private static void refuse(WireExchange exchange, int status) throws IOException {
        var headers = HttpHeaders.builder()
                .add("Location", "/elsewhere")
                .add("Retry-After", "0")
                .add("WWW-Authenticate", "Basic realm=\"r\"")
                .add("Proxy-Authenticate", "Basic realm=\"r\"")
                .build();
        exchange.respond(status, headers, "the body".getBytes(UTF_8));
    }

    /** Informational responses are passed over. */
    @Test
    default void informationalResponsesArePassedOver() throws IOException {
        try (var server = WireServer.start(exchange -> {
                    exchange.inform(
                            103, HttpHeaders.builder().add("X-Early", "yes").build());
                    exchange.respond(200, "final");
                });
                var transport = create(Limits.PATIENT)) {
            assertEquals("final", textOf(transport, get(server.uri())));
        }
    }

    /** An answer to HEAD tells of a body that does not come, and the connection goes on. */
    @Test
    default void anAnswerToHeadHasNoBody() throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "twelve bytes"));
                var transport = create(Limits.PATIENT)) {
            try (var response = transport.exchange(new HttpRequest("HEAD", server.uri(), HttpHeaders.empty()))) {
                assertEquals(Optional.of("12"), response.headers().first("Content-Length"));
                assertEquals(-1, response.body().read());
            }
            assertEquals("twelve bytes", textOf(transport, get(server.uri())));
            assertEquals(1, server.accepted());
        }
    }

    /** The statuses that never have a body. */
    @TestFactory
    default Stream<DynamicTest> someStatusesHaveNoBody() {
        return Stream.of(204, 304)
                .map(status -> DynamicTest.dynamicTest("status " + status, () -> {
                    try (var server = WireServer.start(exchange -> exchange.respond(status, "never sent"));
                            var transport = create(Limits.PATIENT)) {
                        try (var response = transport.exchange(get(server.uri()))) {
                            assertEquals(status, response.status());
                            assertEquals(-1, response.body().read());
                        }
                        assertEquals(status, statusOf(transport, get(server.uri())));
                        assertEquals(2, server.requests());
                    }
                }));
    }
}
