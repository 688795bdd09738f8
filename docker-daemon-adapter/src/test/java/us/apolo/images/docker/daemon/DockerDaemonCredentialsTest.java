package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.docker.daemon.DockerDaemonTransferTest.PULL;
import static us.apolo.images.docker.daemon.DockerDaemonTransferTest.PUSH;
import static us.apolo.images.docker.daemon.Transfers.PULLED;
import static us.apolo.images.docker.daemon.Transfers.PUSHED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.engine.HostEnvironment;

@Timeout(30)
class DockerDaemonCredentialsTest {
    /** Gives + and / in plain base64, has characters beyond ASCII, and makes padding necessary. */
    private static final String PASSWORD = "pa>>ss??w~rd ÿ \"quoted\" \ud83d\udc33\\";

    private FakeEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = FakeEngine.start();
        engine.on(PUSH, exchange -> exchange.stream(PUSHED));
        engine.on(PULL, exchange -> exchange.stream(PULLED));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static JsonNode login(FakeEngine.Call call) throws IOException {
        var header = Objects.requireNonNull(call.headers().get("x-registry-auth"));
        assertThat(header)
                .matches("[A-Za-z0-9_-]+={0,2}")
                .satisfies(text -> assertThat(text.length() % 4).isZero());
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(header));
    }

    @Test
    void anIdentityTokenIsTheLoginOfOne() throws IOException {
        try (var store = engine.store()) {
            store.push(Transfers.with("<token>", PASSWORD), step -> {});
        }
        assertThat(login(engine.calls().get(0)))
                .isEqualTo(new JsonMapper()
                        .valueToTree(Map.of("identitytoken", PASSWORD, "serveraddress", Transfers.REGISTRY)));
    }

    @Test
    void theLoginIsForTheRegistryAloneAndHasNothingElse() throws IOException {
        for (var more : new String[] {"", "1", "12"}) {
            try (var store = engine.store()) {
                store.push(Transfers.with("me", PASSWORD + more), step -> {});
                store.pull(Transfers.with("me", PASSWORD + more), step -> {});
            }
            var expected = new JsonMapper()
                    .valueToTree(
                            Map.of("username", "me", "password", PASSWORD + more, "serveraddress", Transfers.REGISTRY));
            var calls = engine.calls();
            assertThat(login(calls.get(calls.size() - 2))).isEqualTo(expected);
            assertThat(login(calls.get(calls.size() - 1))).isEqualTo(expected);
        }
    }

    @Test
    void withoutCredentialsTheLoginIsEmptyWhateverTheUserIsLoggedInTo(@TempDir Path home) throws IOException {
        Files.createDirectories(home.resolve(".docker"));
        Files.writeString(
                home.resolve(".docker/config.json"),
                "{\"auths\":{\"" + Transfers.REGISTRY + "\":{\"auth\":\"bWU6dG9wc2VjcmV0\"}}}");
        var before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        System.setProperty("registry.password", "topsecret");
        try (var store = DockerDaemon.create(engine.config(), HostEnvironment.ofThisProcess())) {
            store.push(Transfers.anonymous(), step -> {});
            store.pull(Transfers.anonymous(), step -> {});
        } finally {
            System.setProperty("user.home", before);
            System.clearProperty("registry.password");
        }
        for (var call : engine.calls()) {
            assertThat(login(call)).isEmpty();
        }
    }

    @Test
    void onlyTransfersHaveALogin() throws IOException {
        engine.on(
                "GET /images/registry.example:5000/org/app:v1/json",
                exchange -> exchange.json(404, "{\"message\":\"none\"}"));
        try (var store = engine.store()) {
            store.inspect(Transfers.IMAGE);
        }
        assertThat(engine.onlyCall().headers()).doesNotContainKey("x-registry-auth");
    }

    @Test
    void nothingSecretIsLogged() {
        var log = new RecordingHandler();
        var root = Logger.getLogger("");
        var level = root.getLevel();
        root.addHandler(log);
        root.setLevel(Level.ALL);
        try (var store = DockerDaemon.create(
                LocalDockerConfig.DEFAULT,
                new HostEnvironment(Map.of("DOCKER_HOST", engine.address()), Path.of("/none"), false))) {
            store.push(Transfers.with("me", PASSWORD), step -> {});
            store.pull(Transfers.with("me", PASSWORD), step -> {});
        } finally {
            root.removeHandler(log);
            root.setLevel(level);
        }
        var header = Objects.requireNonNull(engine.calls().get(0).headers().get("x-registry-auth"));
        // Something must have been heard, or the silence would say nothing.
        assertThat(log.lines).anyMatch(line -> line.contains("The engine is at " + engine.address()));
        assertThat(log.lines).noneMatch(line -> line.contains(PASSWORD) || line.contains(header.substring(0, 40)));
    }

    private static final class RecordingHandler extends Handler {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            lines.add(new SimpleFormatter().format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
