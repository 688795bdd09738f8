package us.apolo.images.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the relay says that it injects has happened, and nothing else. */
@Timeout(60)
class RelayTest {
    private static final String ANSWER = "{\"tags\":[\"v1\"]}";

    private final HttpServer registry;

    RelayTest() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    }

    @BeforeEach
    void serve() {
        registry.createContext("/", exchange -> {
            try (exchange) {
                var answer = exchange.getRequestMethod().equals("GET")
                        ? ANSWER.getBytes(StandardCharsets.UTF_8)
                        : exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    private URI upstream() {
        return URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
    }

    private static String ask(Relay relay, String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), relay.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException e) {
            return "reset";
        }
    }

    private static String get(String path) {
        return wire("""
                GET %s HTTP/1.1
                Host: relay
                User-Agent: apolo-images/1
                Connection: close

                """.formatted(path));
    }

    private static String wire(String text) {
        return text.replace("\n", "\r\n");
    }

    @Test
    void whatBelongsToNoOperationIsPassedOn() throws IOException {
        var plan = new FaultPlan(1, 1);
        try (var relay = Relay.start(upstream(), plan)) {
            assertThat(ask(relay, get("/v2/"))).contains(" 200 ").endsWith(ANSWER);
        }
        assertThat(plan.injected()).isEmpty();
        assertThat(plan.requests()).isEqualTo(1);
    }

    @Test
    void aBodyInChunksGoesOnWhole() throws IOException {
        try (var relay = Relay.start(upstream(), new FaultPlan(1, 1))) {
            var request = wire("""
                    PATCH /v2/x HTTP/1.1
                    Host: relay
                    Transfer-Encoding: chunked
                    Connection: close

                    3
                    abc
                    2
                    de
                    0

                    """);
            assertThat(ask(relay, request)).endsWith("\r\n\r\nabcde");
        }
    }

    @Test
    void everyFaultIsSeenAndToldOf() throws IOException {
        var plan = new FaultPlan(1, 1);
        try (var relay = Relay.start(upstream(), plan)) {
            for (var i = 0; i < 100; i++) {
                var before = plan.injected().size();
                var answer = ask(relay, get("/v2/acme/w03/base/tags/list?i=" + i));
                var injected = plan.injected().subList(before, plan.injected().size());
                assertThat(injected).singleElement().satisfies(fault -> {
                    assertThat(fault.about()).isEqualTo("w03");
                    assertThat(fault.fromEngine()).isFalse();
                    assertShown(fault.kind(), answer);
                });
            }
            assertThat(relay.troubles()).isEmpty();
        }
        assertThat(plan.injected()).extracting(InjectedFault::kind).contains(FaultKind.values());
    }

    private static void assertShown(FaultKind kind, String answer) {
        switch (kind) {
            case RESET_BEFORE, RESET_AFTER -> assertThat(answer).isEqualTo("reset");
            case CUT -> assertThat(answer).contains(" 200 ").doesNotEndWith(ANSWER);
            case DELAY -> assertThat(answer).contains(" 200 ").endsWith(ANSWER);
            case STATUS_500 -> assertThat(answer).startsWith("HTTP/1.1 500 ");
            case STATUS_502 -> assertThat(answer).startsWith("HTTP/1.1 502 ");
            case STATUS_503 -> assertThat(answer).startsWith("HTTP/1.1 503 ");
            case STATUS_429 -> assertThat(answer).startsWith("HTTP/1.1 429 ").contains("\r\nRetry-After: 1\r\n");
        }
    }

    @Test
    void aLastingFaultHitsTheSameRequestAgain() {
        var plan = new FaultPlan(1_000_000, 1);
        var request = new RelayedRequest("GET", "/v2/_catalog", false);
        while (plan.injected().stream().noneMatch(InjectedFault::lasting)) {
            plan.next(request);
        }

        var kind = plan.injected().get(plan.injected().size() - 1).kind();
        for (var i = 0; i < 7; i++) {
            assertThat(plan.next(request)).contains(kind);
        }
        assertThat(plan.next(request)).isEmpty();
    }
}
