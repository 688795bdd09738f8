package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.daemon.Transfers.DIGEST;
import static us.apolo.images.docker.daemon.Transfers.IMAGE;
import static us.apolo.images.docker.daemon.Transfers.PULLED;
import static us.apolo.images.docker.daemon.Transfers.PUSHED;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.Platform;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Transfer;

@Timeout(30)
class DockerDaemonTransferTest {
    static final String PUSH = "POST /images/registry.example:5000/org/app/push";
    static final String PULL = "POST /images/create";
    private static final String INSPECT = "GET /images/registry.example:5000/org/app:v1/json";

    private final List<ImageProgressStep> steps = new ArrayList<>();
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

    private Digest push(String... objects) {
        engine.on(PUSH, exchange -> exchange.stream(objects));
        return store.push(Transfers.anonymous(), steps::add);
    }

    private Digest pull(String... objects) {
        return pull(Transfers.anonymous(), objects);
    }

    private Digest pull(Transfer transfer, String... objects) {
        engine.on(PULL, exchange -> exchange.stream(objects));
        return store.pull(transfer, steps::add);
    }

    private static String error(String words) {
        return "{\"errorDetail\":{\"message\":\"" + words + "\"},\"error\":\"" + words + "\"}";
    }

    private List<String> told() {
        return steps.stream()
                .map(step -> step.layerId() + " " + step.status() + " "
                        + (step.current().isPresent() ? step.current().getAsLong() : "?") + "/"
                        + (step.total().isPresent() ? step.total().getAsLong() : "?"))
                .toList();
    }

    @Test
    void aPushTellsOfItsLayersAndGivesTheDigest() {
        assertThat(push(
                        "{\"status\":\"The push refers to repository [registry.example:5000/org/app]\"}",
                        "{\"status\":\"Preparing\",\"progressDetail\":{},\"id\":\"aa\"}",
                        "{\"status\":\"Preparing\",\"progressDetail\":{},\"id\":\"bb\"}",
                        "{\"status\":\"Layer already exists\",\"progressDetail\":{},\"id\":\"bb\"}",
                        "{\"status\":\"Pushing\",\"progressDetail\":{\"current\":512,\"total\":700},\"id\":\"aa\"}",
                        "{\"status\":\"Pushing\",\"progressDetail\":{\"current\":2560,\"total\":700},\"id\":\"aa\"}",
                        "{\"status\":\"Pushed\",\"progressDetail\":{},\"id\":\"aa\"}",
                        PUSHED,
                        "{\"progressDetail\":{},\"aux\":{\"Tag\":\"v1\",\"Digest\":\"" + DIGEST + "\",\"Size\":944}}"))
                .isEqualTo(DIGEST);
        assertThat(told())
                .containsExactly(
                        "aa WAITING ?/?",
                        "bb WAITING ?/?",
                        "bb EXISTS ?/?",
                        "aa TRANSFERRING 512/700",
                        "aa TRANSFERRING 700/700",
                        "aa DONE 700/700");
        assertThat(engine.onlyCall()).hasToString(PUSH + "?tag=v1");
    }

    @Test
    void aPullTellsOfItsLayersAndGivesTheDigest() {
        assertThat(pull(
                        "{\"status\":\"Pulling from org/app\",\"id\":\"v1\"}",
                        "{\"status\":\"Pulling fs layer\",\"progressDetail\":{},\"id\":\"aa\"}",
                        "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":9,\"total\":10},\"id\":\"aa\"}",
                        "{\"status\":\"Download complete\",\"progressDetail\":{},\"id\":\"aa\"}",
                        "{\"status\":\"Extracting\",\"progressDetail\":{\"current\":1,\"units\":\"s\"},\"id\":\"aa\"}",
                        "{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"aa\"}",
                        PULLED[0],
                        PULLED[1]))
                .isEqualTo(DIGEST);
        assertThat(told())
                .containsExactly(
                        "aa WAITING ?/?",
                        "aa TRANSFERRING 9/10",
                        "aa VERIFYING 10/10",
                        "aa EXTRACTING ?/?",
                        "aa DONE 10/10");
        assertThat(engine.onlyCall().target())
                .contains("fromImage=registry.example%3A5000%2Forg%2Fapp")
                .contains("tag=v1")
                .doesNotContain("platform");
    }

    @Test
    void theLastStepOfEveryLayerIsFinalEvenIfTheEngineForgetsIt() {
        push("{\"status\":\"Pushing\",\"progressDetail\":{\"current\":5,\"total\":7},\"id\":\"aa\"}", PUSHED);
        assertThat(told()).containsExactly("aa TRANSFERRING 5/7", "aa DONE 7/7");
    }

    @Test
    void thePlatformIsAskedFor() {
        pull(Transfers.of(new Platform("linux", "arm64", "v8")), PULLED);
        assertThat(engine.onlyCall().target()).contains("platform=linux%2Farm64%2Fv8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"Pushed\",\"id\":\"aa\"}",
                "{\"status\":\"v2: digest: sha256:0000000000000000000000000000000000000000000000000000000000000000 size: 1\"}",
                "{\"status\":\"v1: digest: none size: 1\"}",
                "{\"aux\":{\"Tag\":\"v1\",\"Size\":944}}",
                "{}",
            })
    void aPushThatEndsWithoutItsClosingWordHasFailed(String last) {
        assertThatThrownBy(() -> push("{\"status\":\"Preparing\",\"id\":\"aa\"}", last))
                .isInstanceOf(TransferFailedException.class)
                .hasMessage("The push of " + IMAGE + " to registry.example:5000 failed: the engine at "
                        + engine.address() + " stopped without saying that it was done");
        assertThat(steps)
                .noneMatch(step ->
                        step.status() == LayerStatus.DONE && step.total().isPresent());
    }

    @Test
    void aPullThatEndsAfterHalfItsClosingWordHasFailed() {
        assertThatThrownBy(() -> pull(PULLED[0])).isInstanceOf(TransferFailedException.class);
        assertThatThrownBy(() -> pull(PULLED[1])).isInstanceOf(TransferFailedException.class);
        assertThatThrownBy(() -> pull(PULLED[1], PULLED[0])).isInstanceOf(TransferFailedException.class);
        assertThatThrownBy(this::pull).isInstanceOf(TransferFailedException.class);
    }

    @Test
    void anErrorInsideTheStreamIsAnErrorWhateverTheStatus() {
        assertThatThrownBy(() -> push("{\"status\":\"Preparing\",\"id\":\"aa\"}", error("denied: not yours"), PUSHED))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessage("The push of " + IMAGE + " to registry.example:5000 failed, since the registry forbids it."
                        + " The engine says: denied: not yours");
    }

    @Test
    void eitherFieldOfAnErrorWillDo() {
        assertThatThrownBy(() -> push("{\"error\":\"denied: old\"}"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("denied: old");
        assertThatThrownBy(() -> push("{\"errorDetail\":{\"code\":403,\"message\":\"denied: new\"}}"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("denied: new");
        assertThatThrownBy(() -> push("{\"errorDetail\":{}}"))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("without words");
    }

    @Test
    void eachKindOfFailureHasItsType() {
        assertThatThrownBy(() -> push(error("tag does not exist: " + IMAGE)))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessage("The image " + IMAGE + " is not in the engine at " + engine.address());
        assertThatThrownBy(() -> push(error("name unknown: no such project")))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("name unknown: no such project");
        assertThatThrownBy(() -> pull(error("manifest unknown: manifest unknown")))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessage("The image " + IMAGE + " is not in the registry registry.example:5000");
        assertThatThrownBy(() -> pull(
                        Transfers.of(new Platform("linux", "s390x", null)),
                        error("no matching manifest for linux/s390x in the manifest list entries")))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessage("The image " + IMAGE + " for linux/s390x is not in the registry registry.example:5000");
        assertThatThrownBy(() -> pull(error("no matching manifest for windows/amd64 in the manifest list entries")))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining(IMAGE + " for the engine's platform");
        assertThatThrownBy(() -> push(error("toomanyrequests: slow down")))
                .isInstanceOfSatisfying(
                        RateLimitedException.class, e -> assertThat(e.retryAt()).isEmpty())
                .hasMessageContaining("try again later");
        assertThatThrownBy(() -> push(error("received unexpected HTTP status: 502 Bad Gateway")))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> push(error("no basic auth credentials")))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("wants credentials and there are none");
        assertThatThrownBy(() -> push(error("no space left on device")))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageEndingWith("failed. The engine says: no space left on device");
    }

    @Test
    void whyTheRegistryCannotBeReachedIsTheCause() {
        var words = "Get http://registry.example:5000/v2/: dial tcp: connect: connection refused";
        assertThatThrownBy(() -> push(error(words)))
                .isInstanceOf(RegistryUnavailableException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("connection refused");
        engine.on(PULL, exchange -> exchange.json(500, "{\"message\":\"" + words + "\"}"));
        assertThatThrownBy(() -> store.pull(Transfers.anonymous(), steps::add))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasRootCauseMessage("the engine answers with status 500")
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessage("connection refused");
    }

    @Test
    void credentialsThatAreNotAcceptedAreSaidToBe() {
        engine.on(PUSH, exchange -> exchange.stream(error("unauthorized: bad token topsecret")));
        assertThatThrownBy(() -> store.push(Transfers.with("me", "topsecret"), steps::add))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("does not accept the credentials")
                .hasMessageContaining("bad token ***")
                .hasMessageNotContaining("topsecret");
    }

    @Test
    void aStatusThatIsAnErrorIsReadLikeTheStream() {
        engine.on(PULL, exchange -> exchange.json(500, "{\"message\":\"unauthorized: authentication required\"}"));
        assertThatThrownBy(() -> store.pull(Transfers.anonymous(), steps::add))
                .isInstanceOf(NotAuthenticatedException.class);
        engine.on(PULL, exchange -> exchange.json(404, "{\"message\":\"who knows\"}"));
        assertThatThrownBy(() -> store.pull(Transfers.anonymous(), steps::add))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("the registry registry.example:5000");
        engine.on(PUSH, exchange -> exchange.json(404, "{\"message\":\"who knows\"}"));
        assertThatThrownBy(() -> store.push(Transfers.anonymous(), steps::add))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("the engine at");
        engine.on(PUSH, exchange -> exchange.answer(502, "text/html", "<html>proxy</html>"));
        assertThatThrownBy(() -> store.push(Transfers.anonymous(), steps::add))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("<html>proxy</html>");
    }

    @Test
    void anEngineThatDiesInTheMiddleIsABrokenTransfer() {
        engine.on(PUSH, exchange -> {
            exchange.begin();
            exchange.object("{\"status\":\"Pushing\",\"id\":\"aa\"}");
        });
        assertThatThrownBy(() -> store.push(Transfers.anonymous(), steps::add))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("did not finish its answer")
                .hasMessageContaining("closed the connection in the middle of its answer");
        assertThat(told()).containsExactly("aa TRANSFERRING ?/?");
    }

    @Test
    void anEngineThatDiesBeforeItAnswersIsABrokenTransfer() {
        engine.on(PUSH, exchange -> {});
        assertThatThrownBy(() -> store.push(Transfers.anonymous(), steps::add))
                .isInstanceOf(TransferFailedException.class);
    }

    @Test
    void anAnswerThatCannotBeReadIsABrokenTransfer() {
        for (var nothing : new String[] {"<html>", "null", "7", "{\"id\":[]}", "{\"id\":"}) {
            assertThatThrownBy(() -> push("{\"status\":\"Preparing\"}", nothing))
                    .isInstanceOf(TransferFailedException.class)
                    .hasMessageContaining("did not finish its answer");
        }
    }

    @Test
    void aPullByPodmanIsDoneIfTheImageIsThere() {
        podman(
                DIGEST.encoded(),
                "registry.example:5000/org/app@" + DIGEST,
                "other.example/app@" + Digest.sha256(new byte[9]));
        assertThat(pull(
                        "{\"status\":\"Already exists\",\"progressDetail\":{},\"id\":\"aa\"}",
                        "{\"status\":\"Pulling fs layer\",\"progressDetail\":{},\"id\":\"bb\"}",
                        lastOfPodman()))
                .isEqualTo(DIGEST);
        assertThat(told()).contains("aa EXISTS ?/?", "bb DONE ?/?");
    }

    @Test
    void ofTwoDigestsThatPodmanKnowsTheRegistryKnowsTheRightOne() {
        var index = Digest.sha256(new byte[] {7});
        podman(DIGEST.encoded(), "registry.example:5000/org/app@" + DIGEST, "registry.example:5000/org/app@" + index);
        assertThat(pull(Transfers.verifiedBy(Transfers.registry(index)), lastOfPodman()))
                .isEqualTo(index);
        assertThatThrownBy(() ->
                        pull(Transfers.verifiedBy(Transfers.registry(Digest.sha256(new byte[] {8}))), lastOfPodman()))
                .isInstanceOf(TransferFailedException.class);
    }

    @Test
    void aPullByPodmanThatLeavesAnotherImageUnderTheNameHasFailed() {
        podman(Digest.sha256(new byte[9]).encoded(), "registry.example:5000/org/app@" + DIGEST);
        assertThatThrownBy(() -> pull(lastOfPodman())).isInstanceOf(TransferFailedException.class);
    }

    @Test
    void whatIsEnoughForPodmanIsNotEnoughForDocker() {
        engine.on(INSPECT, exchange -> exchange.json(200, image(DIGEST.encoded(), "")));
        assertThatThrownBy(() -> pull(lastOfPodman())).isInstanceOf(TransferFailedException.class);
    }

    private void podman(String id, String... digests) {
        engine.on(
                FakeEngine.PING,
                exchange ->
                        exchange.raw("HTTP/1.1 200 OK\r\nLibpod-Api-Version: 4.3.1\r\nContent-Length: 2\r\n\r\nOK"));
        engine.on(INSPECT, exchange -> exchange.json(200, image(id, "\"" + String.join("\",\"", digests) + "\"")));
    }

    private static String image(String id, String digests) {
        return "{\"Id\":\"sha256:" + id + "\",\"RepoDigests\":[" + digests + "]}";
    }

    private static String lastOfPodman() {
        return "{\"status\":\"Download complete\",\"progressDetail\":{},\"id\":\""
                + DIGEST.encoded().substring(0, 12) + "\"}";
    }
}
