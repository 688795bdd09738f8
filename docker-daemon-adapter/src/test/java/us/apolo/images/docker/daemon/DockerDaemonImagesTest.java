package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.daemon.Transfers.DIGEST;
import static us.apolo.images.docker.daemon.Transfers.IMAGE;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.StoredImage;

@Timeout(30)
class DockerDaemonImagesTest {
    private static final String INSPECT = "GET /images/registry.example:5000/org/app:v1/json";
    private static final String TAG = "POST /images/" + DIGEST + "/tag";
    private static final String UNTAG = "DELETE /images/registry.example:5000/org/app:v1";
    private static final String NONE = "{\"message\":\"No such image\"}";

    private FakeEngine engine;
    private DockerDaemon store;

    @BeforeEach
    void start() throws IOException {
        engine = FakeEngine.start();
        store = engine.store();
    }

    @AfterEach
    void stop() {
        store.close();
        engine.close();
    }

    @Test
    void anImageIsLookedUpByItsFullNameWithoutAnApiVersion() {
        engine.on(INSPECT, exchange -> exchange.json(200, "{\"Id\":\"" + DIGEST + "\",\"Size\":42,\"New\":{}}"));
        assertThat(store.inspect(IMAGE)).contains(new StoredImage(DIGEST, 42));
    }

    @Test
    void aShortNameIsOneOfDockerHubForEveryEngine() {
        engine.on("GET /images/docker.io/library/app:latest/json", exchange -> exchange.json(404, NONE));
        assertThat(store.inspect(new LocalImage("app", null))).isEmpty();
    }

    @Test
    void anIdWithoutAlgorithmIsASha256() {
        engine.on(INSPECT, exchange -> exchange.json(200, "{\"Id\":\"" + DIGEST.encoded() + "\"}"));
        assertThat(store.inspect(IMAGE)).contains(new StoredImage(DIGEST, 0));
    }

    @Test
    void anImageThatIsNotThereIsNoError() {
        engine.on(INSPECT, exchange -> exchange.json(404, NONE));
        assertThat(store.inspect(IMAGE)).isEmpty();
    }

    @Test
    void anIdThatIsNoneIsAnError() {
        engine.on(INSPECT, exchange -> exchange.json(200, "{}"));
        assertThatThrownBy(() -> store.inspect(IMAGE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("no id");
    }

    @Test
    void aSizeThatNoImageHasIsAnError() {
        engine.on(INSPECT, exchange -> exchange.json(200, "{\"Id\":\"" + DIGEST + "\",\"Size\":-1}"));
        assertThatThrownBy(() -> store.inspect(IMAGE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("impossible size");
    }

    @Test
    void whatAnEngineRefusesIsSaidInItsWords() {
        engine.on(INSPECT, exchange -> exchange.json(500, "{\"message\":\"disk is\\nbroken\"}"));
        assertThatThrownBy(() -> store.inspect(IMAGE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessage("The engine at " + engine.address() + " does not look up " + IMAGE + ": disk is broken");
    }

    @Test
    void anEngineThatBreaksOffIsUnavailable() {
        engine.on(INSPECT, exchange -> exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"Id\":"));
        assertThatThrownBy(() -> store.inspect(IMAGE))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("did not answer when asked to look up " + IMAGE)
                .satisfies(e -> assertThat(((EngineUnavailableException) e).tried())
                        .singleElement()
                        .asString()
                        .startsWith(engine.address()));
    }

    @Test
    void aNameIsGivenWithRepositoryAndTagApart() {
        engine.on(TAG, exchange -> exchange.answer(201, "text/plain", ""));
        store.tag(DIGEST, IMAGE);
        assertThat(engine.onlyCall().target())
                .contains("repo=registry.example%3A5000%2Forg%2Fapp")
                .contains("tag=v1");
    }

    @Test
    void aNameWithoutATagIsLatest() {
        engine.on(TAG, exchange -> exchange.answer(201, "text/plain", ""));
        store.tag(DIGEST, new LocalImage("app", null));
        assertThat(engine.onlyCall().target())
                .contains("repo=docker.io%2Flibrary%2Fapp")
                .contains("tag=latest");
    }

    @Test
    void anImageThatIsNotThereGetsNoName() {
        engine.on(TAG, exchange -> exchange.json(404, NONE));
        assertThatThrownBy(() -> store.tag(DIGEST, IMAGE))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessage("The image " + DIGEST + " is not in the engine at " + engine.address());
    }

    @Test
    void aNameIsTakenAwayWithoutForce() {
        engine.on(UNTAG, exchange -> exchange.json(200, "[{\"Untagged\":\"" + IMAGE + "\"}]"));
        store.untag(IMAGE);
        assertThat(engine.onlyCall()).hasToString(UNTAG);
    }

    @Test
    void aNameThatIsNotThereIsAway() {
        engine.on(UNTAG, exchange -> exchange.json(404, NONE));
        store.untag(IMAGE);
        assertThat(engine.calls()).hasSize(1);
    }

    @Test
    void aNameThatAContainerNeedsStays() {
        engine.on(UNTAG, exchange -> exchange.json(409, "{\"message\":\"conflict: container 79fe is using it\"}"));
        assertThatThrownBy(() -> store.untag(IMAGE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining(
                        "does not take the name " + IMAGE + " away: conflict: container 79fe is using it");
    }

    @Test
    void aClosedStoreDoesNothing() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.tag(DIGEST, IMAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.untag(IMAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.pull(Transfers.anonymous(), step -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThat(engine.calls()).isEmpty();
    }
}
