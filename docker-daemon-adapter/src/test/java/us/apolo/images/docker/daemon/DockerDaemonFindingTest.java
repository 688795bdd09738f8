package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.daemon.Transfers.IMAGE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.engine.HostEnvironment;

@Timeout(30)
class DockerDaemonFindingTest {
    private static final String INSPECT = "GET /images/registry.example:5000/org/app:v1/json";

    @TempDir
    Path home;

    private static FakeEngine empty(FakeEngine engine) {
        return engine.on(INSPECT, exchange -> exchange.json(404, "{\"message\":\"No such image\"}"));
    }

    private DockerDaemon store(Map<String, String> variables) {
        return DockerDaemon.create(LocalDockerConfig.DEFAULT, new HostEnvironment(variables, home, false));
    }

    @Test
    void theErrorSaysWhatWasTriedAndWhatToDo() {
        try (var store = store(Map.of("DOCKER_HOST", "unix://" + home + "/none.sock"))) {
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("No container engine answers")
                    .hasMessageContaining("DOCKER_HOST, choose a context with 'docker context use'")
                    .hasMessageContaining("LocalDockerConfig.location")
                    .satisfies(e -> assertThat(((EngineUnavailableException) e).tried())
                            .containsExactly("unix://" + home + "/none.sock (DOCKER_HOST): No such file or directory"));
        }
    }

    @Test
    void theErrorNamesAContextThatIsMissing() {
        try (var store = store(Map.of("DOCKER_CONTEXT", "gone"))) {
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasNoCause()
                    .satisfies(e -> assertThat(((EngineUnavailableException) e).tried())
                            .singleElement()
                            .asString()
                            .startsWith("the context 'gone': there is no such context"));
        }
    }

    @Test
    void theUsualPlacesAreTriedOneAfterTheOther() throws IOException {
        var rancher = home.resolve(".rd/docker.sock");
        Files.createDirectories(rancher.getParent());
        try (var engine = empty(FakeEngine.startOn(rancher))) {
            var candidates = new EngineLocator(null, new HostEnvironment(Map.of(), home, false)).candidates();
            var sessions = new EngineSessions(Duration.ofSeconds(5));
            // Not through the places outside the test's home: there may be an engine.
            var found = new EngineFinder(
                            () -> candidates.stream()
                                    .filter(place -> place.toString().contains(home.toString()))
                                    .toList(),
                            sessions)
                    .find();
            assertThat(found.place().address()).hasToString(engine.address());
        }
    }

    @Test
    void anEngineThatWasNotThereMayBeThereNextTime() throws IOException {
        var socket = home.resolve("engine.sock");
        try (var store = store(Map.of("DOCKER_HOST", "unix://" + socket))) {
            assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(EngineUnavailableException.class);
            try (var engine = empty(FakeEngine.startOn(socket))) {
                assertThat(store.inspect(IMAGE)).isEmpty();
                assertThat(engine.calls()).hasSize(1);
            }
        }
    }

    /** At a socket of its own: a port that is free for a moment may become somebody else's. */
    @Test
    void anEngineThatStartsAgainIsFoundAgain() throws IOException {
        var socket = home.resolve("engine.sock");
        var first = empty(FakeEngine.startOn(socket));
        try (var store = store(Map.of("DOCKER_HOST", "unix://" + socket))) {
            assertThat(store.inspect(IMAGE)).isEmpty();
            first.close();
            assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(EngineUnavailableException.class);
            Files.deleteIfExists(socket);
            try (var again = empty(FakeEngine.startOn(socket))) {
                assertThat(store.inspect(IMAGE)).isEmpty();
                assertThat(again.calls()).hasSize(1);
            }
        }
    }

    @Test
    void onceAnEngineHasAnsweredNoOtherIsTaken() throws IOException {
        try (var other = empty(FakeEngine.start())) {
            var first = empty(FakeEngine.start());
            var places = new ArrayList<>(List.of(at(first)));
            var finder = new EngineFinder(() -> List.copyOf(places), new EngineSessions(Duration.ofSeconds(5)));
            assertThat(finder.find().place()).isEqualTo(at(first));
            first.close();
            places.set(0, at(other));
            assertThatThrownBy(finder::find).isInstanceOf(EngineUnavailableException.class);
        }
    }

    private static EngineCandidate at(FakeEngine engine) {
        return new EngineCandidate.Place("a test", EngineAddress.parse(engine.address()), Optional.empty());
    }

    @Test
    void anEngineThatIsHalfDeadIsGivenUpInTime() throws IOException {
        try (var engine = FakeEngine.start();
                var local = FakeEngine.startOn(home.resolve("engine.sock"))) {
            for (var silent : new FakeEngine[] {engine, local}) {
                silent.on(FakeEngine.PING, FakeEngine.Exchange::awaitHangUp);
                var config = new LocalDockerConfig(silent.address(), Duration.ofMillis(100));
                try (var store = DockerDaemon.create(config)) {
                    assertThatThrownBy(() -> store.inspect(IMAGE))
                            .isInstanceOf(EngineUnavailableException.class)
                            .hasMessageContaining(silent.address());
                }
            }
        }
    }

    @Test
    void somethingElseThatAnswersIsNoEngine() throws IOException {
        try (var engine = FakeEngine.start();
                var store = engine.store()) {
            engine.on(FakeEngine.PING, exchange -> exchange.json(404, "{}"));
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("it answers GET /_ping with status 404");
            engine.on(FakeEngine.PING, exchange -> exchange.raw("220 mail.example ESMTP\r\n"));
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("does not speak HTTP");
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (var elsewhere = empty(FakeEngine.start());
                var engine = FakeEngine.start();
                var store = engine.store()) {
            engine.on(
                    INSPECT,
                    exchange -> exchange.raw("HTTP/1.1 307 Moved\r\nLocation: http"
                            + elsewhere.address().substring(3) + "/a\r\nContent-Length: 0\r\n\r\n"));
            assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(TransferFailedException.class);
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void nothingIsRepeated() throws IOException {
        try (var engine = FakeEngine.start();
                var store = engine.store()) {
            engine.on(INSPECT, exchange -> exchange.json(503, "{\"message\":\"busy\"}"));
            assertThatThrownBy(() -> store.inspect(IMAGE)).hasMessageContaining("busy");
            assertThat(engine.calls()).hasSize(1);
        }
    }
}
