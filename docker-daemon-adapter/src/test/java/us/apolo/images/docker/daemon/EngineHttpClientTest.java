package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EngineHttpClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private FakeEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = FakeEngine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static EngineHttpClient client(String address, Duration readLimit) {
        var place = new EngineCandidate.Place("a test", EngineAddress.parse(address), Optional.empty());
        return new EngineHttpClient(place, LIMIT, readLimit);
    }

    private static EngineRequest request(String method, String target) {
        return new EngineRequest(method, target, Map.of("X-Test", "a value"));
    }

    private String get(String path) throws IOException {
        try (var client = client(engine.address(), Duration.ZERO);
                var response = client.execute(request("GET", path))) {
            return response.status() + " " + text(response.body());
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aRequestHasWhatAnEngineNeeds() throws IOException {
        engine.on("POST /a", exchange -> exchange.json(201, "{}"));
        try (var client = client(engine.address(), Duration.ZERO);
                var response = client.execute(request("POST", "/a?b=c"))) {
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.header("content-TYPE")).isEqualTo("application/json");
            assertThat(response.header("none")).isEmpty();
        }
        var call = engine.onlyCall();
        assertThat(call).hasToString("POST /a?b=c");
        assertThat(call.headers())
                .containsEntry("host", engine.address().substring("tcp://".length()))
                .containsEntry("content-length", "0")
                .containsEntry("connection", "close")
                .hasEntrySatisfying(
                        "user-agent", agent -> assertThat(agent).matches("apolo-images/\\d+\\.\\d+\\.\\d+(-.+)?"))
                .containsEntry("x-test", "a value");
    }

    @Test
    void whatGoesBeforeEveryPathIsKept() throws IOException {
        engine.on("GET /below/it/a", exchange -> exchange.json(200, "yes"));
        try (var client = client(engine.address() + "/below/it/", Duration.ZERO);
                var response = client.execute(request("GET", "/a"))) {
            assertThat(text(response.body())).isEqualTo("yes");
        }
    }

    @Test
    void bodiesOfEveryKindAreRead() throws IOException {
        engine.on("GET /measured", exchange -> exchange.json(200, "one"));
        engine.on("GET /closed", exchange -> exchange.raw("HTTP/1.0 200 OK\n\ntwo"));
        engine.on("GET /chunked", exchange -> {
            exchange.raw("HTTP/1.1 200\r\nTransfer-Encoding: Chunked\r\n\r\n");
            exchange.raw("2;extension=1\r\nth\r\n 3 \r\nree\r\n0\r\nTrailer: 1\r\n\r\n");
        });
        engine.on("GET /none", exchange -> exchange.raw("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n"));
        engine.on(
                "GET /after-a-prelude",
                exchange ->
                        exchange.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour"));
        assertThat(get("/measured")).isEqualTo("200 one");
        assertThat(get("/closed")).isEqualTo("200 two");
        assertThat(get("/chunked")).isEqualTo("200 three");
        assertThat(get("/none")).isEqualTo("204 ");
        assertThat(get("/after-a-prelude")).isEqualTo("200 four");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/2 200\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n\r\n",
                "HTTP/1.1 twohundred\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nwide\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nth",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nthree\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nthr\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
            })
    void anAnswerThatIsNoneOrBreaksOffIsAnError(String answer) {
        engine.on("GET /a", exchange -> exchange.raw(answer));
        assertThatThrownBy(() -> get("/a")).isInstanceOf(IOException.class);
    }

    @Test
    void headersWithoutEndAreGivenUp() {
        engine.on("GET /a", exchange -> {
            exchange.raw("HTTP/1.1 200 OK\r\n");
            while (true) {
                exchange.raw("X-More: and more and more and more\r\n");
            }
        });
        assertThatThrownBy(() -> get("/a")).hasMessageContaining("without end");
    }

    @Test
    void whatHasComeIsGivenBeforeTheRest() throws IOException {
        var goOn = new CountDownLatch(1);
        engine.on("GET /a", exchange -> {
            exchange.begin();
            exchange.object("1");
            goOn.await();
            exchange.end();
        });
        try (var client = client(engine.address(), Duration.ZERO);
                var response = client.execute(request("GET", "/a"))) {
            var buffer = new byte[100];
            assertThat(response.body().read(buffer)).isPositive();
            goOn.countDown();
        }
    }

    @Test
    void aUnixSocketDoesAsWell(@TempDir Path folder) throws IOException {
        var big = "x".repeat(1_000_000);
        try (var local = FakeEngine.startOn(folder.resolve("engine.sock"))) {
            local.on("POST /a", exchange -> exchange.stream(big, big));
            try (var client = client(local.address(), LIMIT);
                    var response = client.execute(request("POST", "/a"))) {
                assertThat(text(response.body())).isEqualTo(big + "\r\n" + big + "\r\n");
            }
            assertThat(local.onlyCall().headers()).containsEntry("host", "localhost");
        }
    }

    @Test
    void anEngineThatSaysNothingIsGivenUpWhereThereIsALimit(@TempDir Path folder) throws IOException {
        try (var local = FakeEngine.startOn(folder.resolve("engine.sock"))) {
            for (var silent : new FakeEngine[] {engine, local}) {
                silent.on("GET /a", FakeEngine.Exchange::awaitHangUp);
                try (var client = client(silent.address(), Duration.ofMillis(50))) {
                    assertThatThrownBy(() -> client.execute(request("GET", "/a")))
                            .isInstanceOf(SocketTimeoutException.class);
                }
            }
        }
    }

    @Test
    void toCloseTheClientEndsWhatGoesOn(@TempDir Path folder) throws Exception {
        try (var local = FakeEngine.startOn(folder.resolve("engine.sock"))) {
            for (var silent : new FakeEngine[] {engine, local}) {
                var asked = new CountDownLatch(1);
                var hungUp = new CountDownLatch(1);
                silent.on("GET /a", exchange -> {
                    asked.countDown();
                    exchange.awaitHangUp();
                    hungUp.countDown();
                });
                var client = client(silent.address(), Duration.ZERO);
                var failure = new AtomicReference<Throwable>();
                var thread = new Thread(() -> {
                    try {
                        client.execute(request("GET", "/a"));
                    } catch (IOException e) {
                        failure.set(e);
                    }
                });
                thread.start();
                asked.await();
                client.close();
                thread.join();
                assertThat(failure.get()).isInstanceOf(IOException.class);
                hungUp.await();
            }
        }
    }

    @Test
    void aClosedClientAsksNothing() throws IOException {
        var client = client(engine.address(), Duration.ZERO);
        client.close();
        assertThatThrownBy(() -> client.execute(request("GET", "/a"))).isInstanceOf(ClosedChannelException.class);
        assertThat(engine.calls()).isEmpty();
    }

    @Test
    void aHostThatIsNotKnownIsNamed() {
        assertThatThrownBy(
                        () -> client("tcp://nowhere.invalid:1", Duration.ZERO).execute(request("GET", "/a")))
                .hasMessageContaining("nowhere.invalid");
    }

    @Test
    void aPipeIsReadAndWrittenLikeAFileWithoutPositions(@TempDir Path folder) throws IOException {
        // A file stands for the pipe, which only Windows has: what is written at the start is read from there.
        var file = Files.createFile(folder.resolve("pipe"));
        try (var pipe = new NamedPipeConnection(file.toString())) {
            pipe.connect(LIMIT);
            pipe.limitReads(LIMIT);
            pipe.output().write("PING".getBytes(StandardCharsets.US_ASCII));
            pipe.output().write('B');
            assertThat(pipe.input().readNBytes(4)).isEqualTo("BING".getBytes(StandardCharsets.US_ASCII));
            assertThat(pipe.input().read()).isEqualTo('B');
        }
    }

    @Test
    void aPipeThatIsNotThereIsAnError(@TempDir Path folder) {
        var pipe = new NamedPipeConnection(folder.resolve("none").toString());
        assertThatThrownBy(() -> pipe.connect(LIMIT)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> pipe.input().read()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aPipeThatIsBusyIsTriedUntilTheLimit(@TempDir Path folder) {
        // A folder can be opened as little as a pipe whose ends are all taken.
        var pipe = new NamedPipeConnection(folder.toString());
        assertThatThrownBy(() -> pipe.connect(Duration.ofMillis(50))).isInstanceOf(FileSystemException.class);
    }

    @Test
    void anInterruptOrACloseEndsTheWaitForAPipe(@TempDir Path folder) throws IOException {
        var pipe = new NamedPipeConnection(folder.toString());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pipe.connect(Duration.ofDays(1))).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        pipe.close();
        assertThatThrownBy(() -> pipe.connect(Duration.ofDays(1))).isInstanceOf(FileSystemException.class);
    }
}
