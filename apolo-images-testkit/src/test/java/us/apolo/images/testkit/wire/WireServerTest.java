package us.apolo.images.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.port.HttpHeaders;

@Timeout(60)
class WireServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String GET = "GET / HTTP/1.1\nHost: x\n\n";

    @Test
    void aRequestArrivesAsItWasSentAndTheResponseToo() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        try (var server = WireServer.start(exchange -> {
                    seen.add(exchange.method() + " " + exchange.target() + " " + exchange.path() + " "
                            + exchange.query());
                    seen.add(exchange.headers().all("x-MANY").toString());
                    seen.add(new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8));
                    exchange.respond(
                            201,
                            HttpHeaders.builder()
                                    .add("X-A", "1")
                                    .add("X-A", "2")
                                    .build(),
                            "done".getBytes(StandardCharsets.UTF_8));
                });
                var client = new RawClient(server)) {
            client.send("PUT /a%20b?c=d&e HTTP/1.1\nX-Many: 1\nx-many:  zwei \nContent-Length: 5\n\nhello");

            assertThat(client.readUntil("done"))
                    .isEqualTo("HTTP/1.1 201 Created\nContent-Length: 4\nX-A: 1\nX-A: 2\n\ndone");
            assertThat(seen).containsExactly("PUT /a%20b?c=d&e /a%20b c=d&e", "[1, zwei]", "hello");
            assertThat(server.uri()).hasToString("http://127.0.0.1:" + server.port());
        }
    }

    @Test
    void aConnectionServesManyRequestsAndIsCounted() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "n" + exchange.connection()));
                var client = new RawClient(server);
                var other = new RawClient(server)) {
            client.send(GET).readUntil("n1");
            client.send(GET).readUntil("n1");
            other.send(GET).readUntil("n2");

            assertThat(server.accepted()).isEqualTo(2);
            assertThat(server.open()).isEqualTo(2);
            assertThat(server.requests()).isEqualTo(3);
            client.disconnect();
            assertThat(server.awaitOpen(1, LIMIT)).isTrue();
            assertThat(server.awaitOpen(0, Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void connectionCloseEndsTheConnectionWhicheverSideSaysIt() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.respond(
                200,
                exchange.path().equals("/bye")
                        ? HttpHeaders.builder().add("Connection", "close").build()
                        : HttpHeaders.empty(),
                new byte[0]))) {
            for (var request :
                    List.of("GET / HTTP/1.1\nConnection: close\n\n", "GET / HTTP/1.0\n\n", "GET /bye HTTP/1.1\n\n")) {
                try (var client = new RawClient(server)) {
                    assertThat(client.send(request).readAll())
                            .contains("200 OK")
                            .containsOnlyOnce("Connection: close");
                }
            }
        }
    }

    @Test
    void chunksAreReadWithTheirExtensionsAndTrailers() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.respond(
                        200, new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8) + "!"));
                var client = new RawClient(server)) {
            client.send("POST / HTTP/1.1\nTransfer-Encoding: chunked\n\n3;x=y\nabc\nA\n0123456789\n0\nX-T: z\n\n");
            assertThat(client.readUntil("!")).endsWith("\n\nabc0123456789!");
            client.send(GET);
            assertThat(client.readUntil("!")).endsWith("\n\n!");
        }
    }

    @Test
    void aClientIsToldToContinueOnlyWhenItsBodyIsWanted() throws Exception {
        try (var server = WireServer.start(exchange -> {
            if (exchange.path().equals("/read")) {
                exchange.body().readAllBytes();
            }
            exchange.respond(204);
        })) {
            var head = " HTTP/1.1\nExpect: 100-continue\nContent-Length: 2\n\n";
            try (var client = new RawClient(server)) {
                assertThat(client.send("PUT /read" + head).readUntil("\r\n\r\n"))
                        .isEqualTo("HTTP/1.1 100 Continue\n\n");
                assertThat(client.send("ab").readUntil("\r\n\r\n")).startsWith("HTTP/1.1 204 ");
                client.send("PUT /unread" + head);
                assertThat(client.readAll()).startsWith("HTTP/1.1 204 ");
            }
        }
    }

    @Test
    void whatIsLeftOfABodyIsSkippedIfItIsLittle() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.respond(200, "ok"));
                var client = new RawClient(server)) {
            client.send("PUT / HTTP/1.1\nContent-Length: 3\n\nabc" + GET);
            client.readUntil("ok");
            client.readUntil("ok");
            client.send("PUT / HTTP/1.1\nContent-Length: 1000000000\n\n" + "x".repeat(1_000_000));
            assertThat(client.readAll()).endsWith("ok");
        }
    }

    @Test
    void bodiesComeInChunksOrUntilTheEnd() throws Exception {
        try (var server = WireServer.start(exchange -> {
                    try (var body = exchange.path().equals("/chunks")
                            ? exchange.respondChunked(200, HttpHeaders.empty())
                            : exchange.respondUntilClose(200, HttpHeaders.empty())) {
                        body.write("one".getBytes(StandardCharsets.UTF_8));
                        body.write("three".getBytes(StandardCharsets.UTF_8));
                    }
                });
                var client = new RawClient(server)) {
            client.send("GET /chunks HTTP/1.1\n\n");
            assertThat(client.readUntil("0\r\n\r\n")).endsWith("Transfer-Encoding: chunked\n\n3\none\n5\nthree\n0\n\n");
            client.send("GET /end HTTP/1.1\n\n");
            assertThat(client.readAll()).endsWith("Connection: close\n\nonethree");
        }
    }

    @Test
    void headAndStatusesWithoutABodyHaveNone() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.respond(
                        exchange.path().equals("/")
                                ? 200
                                : Integer.parseInt(exchange.path().substring(1)),
                        "body"));
                var client = new RawClient(server)) {
            client.send("HEAD / HTTP/1.1\n\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 200 OK\nContent-Length: 4\n\n");
            client.send("GET /204 HTTP/1.1\n\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 204 No Content\n\n");
            client.send("GET /304 HTTP/1.1\n\n");
            assertThat(client.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 304 Not Modified\nContent-Length: 4\n\n");
            assertThat(server.accepted()).isOne();
        }
    }

    @Test
    void informationalResponsesComeBeforeTheAnswer() throws Exception {
        try (var server = WireServer.start(exchange -> {
                    exchange.inform(
                            103, HttpHeaders.builder().add("Link", "<x>").build());
                    exchange.respond(200, "ok");
                });
                var client = new RawClient(server)) {
            assertThat(client.send(GET).readUntil("ok"))
                    .startsWith("HTTP/1.1 103 Status\nLink: <x>\n\nHTTP/1.1 200 OK\n");
        }
    }

    @Test
    void rawBytesGoOutAsTheyAre() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.writeRaw("garbage".getBytes(StandardCharsets.UTF_8)));
                var client = new RawClient(server)) {
            assertThat(client.send(GET).readAll()).isEqualTo("garbage");
        }
    }

    @Test
    void aTunnelCanBeBuiltFromTheConnection() throws Exception {
        try (var server = WireServer.start(exchange -> {
                    exchange.writeRaw("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                    exchange.rawOutput().write(exchange.rawInput().readNBytes(4));
                });
                var client = new RawClient(server)) {
            client.send("CONNECT example.org:443 HTTP/1.1\n\n").readUntil("\r\n\r\n");
            assertThat(client.send("ping").readUntil("ping")).isEqualTo("ping");
        }
    }

    @Test
    void whatIsNotHttpAndHeadsWithoutEndAreRefused() throws Exception {
        try (var server = WireServer.start(exchange -> {
            exchange.body().readAllBytes();
            exchange.respond(200);
        })) {
            for (var bad : List.of(
                    "nonsense\n\n",
                    "GET / HTTP/2\n\n",
                    "GET / HTTP/1.1\nno colon\n\n",
                    "PUT / HTTP/1.1\nContent-Length: x\n\n",
                    "PUT / HTTP/1.1\nTransfer-Encoding: chunked\n\nxyz\n",
                    "PUT / HTTP/1.1\nTransfer-Encoding: chunked\n\n1\nab\n0\n\n")) {
                try (var client = new RawClient(server)) {
                    assertThat(client.send(bad).readAll()).as(bad).startsWith("HTTP/1.1 400 ");
                }
            }
            try (var client = new RawClient(server)) {
                client.send("GET / HTTP/1.1\nX: " + "y".repeat(70_000) + "\n\n");
                assertThat(client.readAll()).startsWith("HTTP/1.1 431 ");
            }
        }
    }

    @Test
    void thereIsOneAnswerToARequest() throws Exception {
        try (var server = WireServer.start(exchange -> {
                    exchange.respond(200, "first");
                    exchange.respond(200, "second");
                });
                var client = new RawClient(server)) {
            assertThat(client.send(GET).readAll()).endsWith("first");
            assertThat(server.failures())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("There is an answer already: GET /");
        }
    }

    @Test
    void aHeadCanBeChangedBeforeItGoesOut() throws Exception {
        try (var server = WireServer.start(exchange -> {
                    exchange.editHead((status, headers) -> HttpHeaders.builder()
                            .add("X-Status", Integer.toString(status))
                            .add("X-Length", headers.first("content-length").orElse("none"))
                            .build());
                    exchange.respond(200, "ok");
                });
                var client = new RawClient(server)) {
            assertThat(client.send(GET).readAll())
                    .as("without a length the body ends with the connection")
                    .isEqualTo("HTTP/1.1 200 OK\nConnection: close\nX-Length: 2\nX-Status: 200\n\nok");
        }
    }
}
