package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static us.apolo.images.testkit.contract.Requests.get;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.testkit.wire.WireServer;

/** What cannot be sent as it is fails before anything is sent, and no message shows a value. */
public interface RefusedRequestContract extends TransportUnderTest {
    /** Header fields that HTTP does not have. */
    @TestFactory
    default Stream<DynamicTest> aFieldThatCannotBeSentIsRefused() {
        return Stream.of(
                        new String[] {"Authorization", "Basic sesam\u00e4"},
                        new String[] {"X-Name", "sesam\u20ac"},
                        new String[] {"X-Name", "sesam\u007f"},
                        new String[] {"X-Name", "sesam\u0001"},
                        new String[] {"X Name", "sesam"},
                        new String[] {"X-N\u00e4me", "sesam"},
                        new String[] {"X:", "sesam"})
                .map(field -> DynamicTest.dynamicTest(
                        field[0] + ", value with " + (int) field[1].charAt(field[1].length() - 1),
                        () -> assertRefused(field[0], field[1])));
    }

    private void assertRefused(String name, String value) throws IOException {
        try (var server = WireServer.start(exchange -> exchange.respond(200));
                var transport = create(Limits.PATIENT)) {
            var failure = assertThrows(IOException.class, () -> transport.exchange(get(server.uri(), name, value)));
            var told = new StringWriter();
            failure.printStackTrace(new PrintWriter(told));
            assertFalse(told.toString().contains("sesam"), "the value is shown");
            assertEquals(0, server.requests());
        }
    }

    /** Methods that are none. */
    @TestFactory
    default Stream<DynamicTest> aMethodThatCannotBeSentIsRefused() {
        return Stream.of("", "GET /other", "G\u00c9T", "GET\r\nX: y")
                .map(method -> DynamicTest.dynamicTest("method of " + method.length() + " characters", () -> {
                    try (var server = WireServer.start(exchange -> exchange.respond(200));
                            var transport = create(Limits.PATIENT)) {
                        var request = new HttpRequest(method, server.uri(), HttpHeaders.empty());
                        assertThrows(IOException.class, () -> transport.exchange(request));
                        assertEquals(0, server.requests());
                    }
                }));
    }

    /** A body of a length that there is not. */
    @TestFactory
    default Stream<DynamicTest> aNegativeLengthIsRefused() {
        return Stream.of(-1L, Long.MIN_VALUE)
                .map(length -> DynamicTest.dynamicTest("length " + length, () -> {
                    try (var server = WireServer.start(exchange -> exchange.respond(200));
                            var transport = create(Limits.PATIENT)) {
                        var body = new TestBody(OptionalLong.of(length), "abc");
                        assertThrows(IOException.class, () -> transport.exchange(Requests.post(server.uri(), body)));
                        assertEquals(0, server.requests());
                    }
                }));
    }
}
