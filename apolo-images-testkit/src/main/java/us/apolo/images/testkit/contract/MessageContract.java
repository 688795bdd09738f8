package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.statusOf;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** A request goes out as it is, a response comes back as it is, and nothing is made of either. */
public interface MessageContract extends TransportUnderTest {
    /** Method, target and header fields arrive as they were given. */
    @Test
    default void aRequestGoesOutAsItIs() throws IOException {
        var seen = new CopyOnWriteArrayList<WireExchange>();
        try (var server = WireServer.start(exchange -> {
                    seen.add(exchange);
                    exchange.respond(200);
                });
                var transport = create(Limits.PATIENT)) {
            var headers = HttpHeaders.builder()
                    .add("X-Many", "one")
                    .add("x-many", "two")
                    .add("Authorization", "Basic dTpw")
                    .add("Accept", "a/b, c/d;q=0.5")
                    .build();
            var uri = URI.create(server.uri() + "/v2/a%2Fb/c%20d/tags/list?n=100&last=x%3Dy+z");

            assertEquals(200, statusOf(transport, new HttpRequest("DELETE", uri, headers)));

            assertEquals("DELETE", seen.get(0).method());
            assertEquals(
                    "/v2/a%2Fb/c%20d/tags/list?n=100&last=x%3Dy+z", seen.get(0).target());
            assertEquals(List.of("one", "two"), seen.get(0).headers().all("X-MANY"));
            assertEquals(List.of("Basic dTpw"), seen.get(0).headers().all("authorization"));
            assertEquals(List.of("a/b, c/d;q=0.5"), seen.get(0).headers().all("Accept"));
            assertEquals(List.of(server.authority()), seen.get(0).headers().all("Host"));
        }
    }

    /** No user agent, no encodings, no cookies: only what the connection needs. */
    @Test
    default void nothingIsAddedButWhatTheConnectionNeeds() throws IOException {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        try (var server = WireServer.start(exchange -> {
                    names.addAll(exchange.headers().asMap().keySet());
                    exchange.respond(200);
                });
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
        }
        names.removeAll(Set.of("Host", "Connection"));
        assertEquals(Set.of(), new HashSet<>(names));
    }

    /** What the caller says of itself is not replaced. */
    @Test
    default void whatTheCallerSaysOfItselfStands() throws IOException {
        var seen = new CopyOnWriteArrayList<HttpHeaders>();
        try (var server = WireServer.start(exchange -> {
                    seen.add(exchange.headers());
                    exchange.respond(200);
                });
                var transport = create(Limits.PATIENT)) {
            var headers = HttpHeaders.builder()
                    .add("User-Agent", "program/1")
                    .add("Accept-Encoding", "identity")
                    .add("Cookie", "a=b")
                    .build();
            statusOf(transport, new HttpRequest("GET", server.uri(), headers));
        }
        assertEquals(List.of("program/1"), seen.get(0).all("User-Agent"));
        assertEquals(List.of("identity"), seen.get(0).all("Accept-Encoding"));
        assertEquals(List.of("a=b"), seen.get(0).all("Cookie"));
    }

    /** Header fields of a response: names in any case, values in their order. */
    @Test
    default void headerFieldsComeBackAsTheyAre() throws IOException {
        var headers = HttpHeaders.builder()
                .add("Www-Authenticate", "Bearer realm=\"https://r.example/token\"")
                .add("WWW-Authenticate", "Basic realm=\"r\"")
                .add("Docker-Content-Digest", "sha256:00")
                .add("X-Name", "K\u00f6ln")
                .build();
        try (var server = WireServer.start(exchange -> exchange.respond(200, headers, new byte[0]));
                var transport = create(Limits.PATIENT);
                var response = transport.exchange(get(server.uri()))) {
            assertEquals(
                    List.of("Bearer realm=\"https://r.example/token\"", "Basic realm=\"r\""),
                    response.headers().all("WWW-AUTHENTICATE"));
            assertEquals(Optional.of("sha256:00"), response.headers().first("docker-content-digest"));
            assertEquals(Optional.of("K\u00f6ln"), response.headers().first("x-name"));
            assertEquals(List.of(), response.headers().all("Location"));
        }
    }

    /** A packed body is handed over packed, whether or not the caller has said that it could unpack it. */
    @TestFactory
    default Stream<DynamicTest> aPackedBodyIsHandedOverPacked() throws IOException {
        var packed = gzip("what is in it");
        var headers = HttpHeaders.builder().add("Content-Encoding", "gzip").build();
        return Stream.of(
                        HttpHeaders.empty(),
                        HttpHeaders.builder().add("Accept-Encoding", "gzip").build())
                .map(asked -> DynamicTest.dynamicTest("asked with " + asked, () -> {
                    try (var server = WireServer.start(exchange -> exchange.respond(200, headers, packed));
                            var transport = create(Limits.PATIENT);
                            var response = transport.exchange(new HttpRequest("GET", server.uri(), asked))) {
                        assertEquals(Optional.of("gzip"), response.headers().first("Content-Encoding"));
                        assertEquals(
                                Optional.of(String.valueOf(packed.length)),
                                response.headers().first("Content-Length"));
                        assertArrayEquals(packed, response.body().readAllBytes());
                    }
                }));
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Cookies are not kept. */
    @Test
    default void noCookieIsKept() throws IOException {
        var cookies = new CopyOnWriteArrayList<String>();
        var headers =
                HttpHeaders.builder().add("Set-Cookie", "session=1; Path=/").build();
        try (var server = WireServer.start(exchange -> {
                    cookies.addAll(exchange.headers().all("Cookie"));
                    exchange.respond(200, headers, new byte[0]);
                });
                var transport = create(Limits.PATIENT)) {
            statusOf(transport, get(server.uri()));
            statusOf(transport, get(server.uri()));
            assertEquals(2, server.requests());
        }
        assertEquals(List.of(), cookies);
    }

    /** Nothing is answered from a cache, however fresh the server calls it. */
    @Test
    default void nothingIsCached() throws IOException {
        var headers = HttpHeaders.builder()
                .add("Cache-Control", "public, max-age=3600")
                .add("ETag", "\"1\"")
                .build();
        try (var server = WireServer.start(exchange -> exchange.respond(200, headers, "text".getBytes(UTF_8)));
                var transport = create(Limits.PATIENT)) {
            textOf(transport, get(server.uri()));
            textOf(transport, get(server.uri()));
            assertEquals(2, server.requests());
        }
    }

    /** A request by a method that usually has a body, but here has none, says so. */
    @Test
    default void aPostWithoutABodySaysSo() throws IOException {
        var seen = new CopyOnWriteArrayList<HttpHeaders>();
        try (var server = WireServer.start(exchange -> {
                    seen.add(exchange.headers());
                    exchange.respond(202);
                });
                var transport = create(Limits.PATIENT)) {
            assertEquals(202, statusOf(transport, new HttpRequest("POST", server.uri(), HttpHeaders.empty())));
        }
        assertEquals(List.of("0"), seen.get(0).all("Content-Length"));
        assertTrue(seen.get(0).all("Transfer-Encoding").isEmpty());
    }
}
