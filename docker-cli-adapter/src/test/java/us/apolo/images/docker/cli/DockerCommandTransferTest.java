package us.apolo.images.docker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.cli.FakeCommand.fail;
import static us.apolo.images.docker.cli.FakeCommand.print;
import static us.apolo.images.docker.cli.Transfers.DIGEST;
import static us.apolo.images.docker.cli.Transfers.ID;
import static us.apolo.images.docker.cli.Transfers.IMAGE;
import static us.apolo.images.docker.cli.Transfers.LAYER;
import static us.apolo.images.docker.cli.Transfers.OTHER_DIGEST;
import static us.apolo.images.docker.cli.Transfers.PULLED;
import static us.apolo.images.docker.cli.Transfers.PUSHED;
import static us.apolo.images.docker.cli.Transfers.REGISTRY;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.Digest;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.ImagesException;
import us.apolo.images.LayerStatus;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.Platform;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Transfer;

@Timeout(120)
class DockerCommandTransferTest {
    @TempDir
    Path folder;

    private FakeCommand command;
    private final List<ImageProgressStep> steps = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        command = new FakeCommand(folder);
    }

    private Digest push() {
        return push(Transfers.anonymous());
    }

    private Digest push(Transfer transfer) {
        try (var store = command.store()) {
            return store.push(transfer, steps::add);
        }
    }

    private Digest pull() {
        return pull(Transfers.anonymous());
    }

    private Digest pull(Transfer transfer) {
        try (var store = command.store()) {
            return store.pull(transfer, steps::add);
        }
    }

    private static ImageProgressStep step(String layer, String message, LayerStatus status) {
        return new ImageProgressStep(layer, message, status, OptionalLong.empty(), OptionalLong.empty());
    }

    @Test
    void aPushGivesTheDigestAndAStepForEachLine() throws IOException {
        command.on(
                "push",
                print(
                        "The push refers to repository [" + REGISTRY + "/org/app]",
                        "0b3ff98ede61: Preparing",
                        "2eb0122d2982: Preparing",
                        "0b3ff98ede61: Pushed",
                        "2eb0122d2982: Layer already exists",
                        PUSHED));
        assertThat(push()).isEqualTo(DIGEST);
        assertThat(steps)
                .containsExactly(
                        step("0b3ff98ede61", "Preparing", LayerStatus.WAITING),
                        step("2eb0122d2982", "Preparing", LayerStatus.WAITING),
                        step("0b3ff98ede61", "Pushed", LayerStatus.DONE),
                        step("2eb0122d2982", "Layer already exists", LayerStatus.EXISTS));
        assertThat(command.lastCall()).endsWith("image push -- " + IMAGE);
    }

    @Test
    void aPullGivesTheDigestAndAStepForEachLine() throws IOException {
        command.on("pull", print(PULLED));
        assertThat(pull()).isEqualTo(DIGEST);
        assertThat(steps)
                .containsExactly(
                        step(LAYER, "Pulling fs layer", LayerStatus.WAITING),
                        step(LAYER, "Verifying Checksum", LayerStatus.VERIFYING),
                        step(LAYER, "Download complete", LayerStatus.VERIFYING),
                        step(LAYER, "Pull complete", LayerStatus.DONE));
        assertThat(command.lastCall()).endsWith("image pull -- " + IMAGE);
    }

    @Test
    void aPullNamesThePlatform() throws IOException {
        command.on("pull", print(PULLED));
        pull(Transfers.of(Platform.parse("linux/arm64/v8")));
        assertThat(command.lastCall()).endsWith("image pull --platform=linux/arm64/v8 -- " + IMAGE);
    }

    @Test
    void aLayerWithoutALastWordIsDoneAtTheEnd() throws IOException {
        command.on("push", print("0b3ff98ede61: Preparing", PUSHED));
        push();
        assertThat(steps).endsWith(step("0b3ff98ede61", "Pushed", LayerStatus.DONE));
    }

    @Test
    void coloursReturnsAndChatterAreNoHindrance() throws IOException {
        command.on(
                "push",
                "echo 'wrapper 1.2: you are being watched: unauthorized: really'",
                "echo 'WARNING: denied: on the other pipe' >&2",
                "printf '\\033[32m0b3ff98ede61\\033[0m: Preparing\\r\\n'",
                "printf '\\033]0;title\\007  0b3ff98ede61: Pushed\\r'",
                "printf '\\r\\n\\r\\n" + PUSHED + "'");
        assertThat(push()).isEqualTo(DIGEST);
        assertThat(steps)
                .containsExactly(
                        step("0b3ff98ede61", "Preparing", LayerStatus.WAITING),
                        step("0b3ff98ede61", "Pushed", LayerStatus.DONE));
    }

    @Test
    void megabytesOnBothPipesBlockNothing() throws IOException {
        command.on(
                "push",
                "yes 'chatter of a script around the command' | head -c 5000000 &",
                "yes 'more of it' | head -c 5000000 >&2 &",
                "wait; echo",
                print("0b3ff98ede61: Pushed", PUSHED));
        assertThat(push()).isEqualTo(DIGEST);
        assertThat(steps).hasSize(1);
    }

    @Test
    void ofAnEndlessLineOnlyTheStartIsKept() throws IOException {
        command.on("push", "head -c 20000000 /dev/zero | tr '\\0' x", "echo", print(PUSHED));
        assertThat(push()).isEqualTo(DIGEST);
        command.on("push", "head -c 20000000 /dev/zero | tr '\\0' x >&2", "exit 1");
        assertThatThrownBy(this::push)
                .isInstanceOf(TransferFailedException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
    }

    @Test
    void whatHoldsThePipesAfterwardsDoesNotMatter() throws IOException {
        command.on("push", print(PUSHED), "sleep 100 &", "echo $! > '" + folder.resolve("sleeper") + "'");
        assertThat(push()).isEqualTo(DIGEST);
        Processes.kill(folder.resolve("sleeper"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "v1: digest: nonsense size: 944",
                "v2: digest: sha256:4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a size: 944",
                "0b3ff98ede61: Pushed"
            },
            delimiter = '|')
    void aPushWithoutItsClosingWordHasFailedWhateverTheExitCode(String last) throws IOException {
        command.on("push", print(last));
        assertThatThrownBy(this::push)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("stopped without saying that it was done");
    }

    @Test
    void aPullWithHalfItsClosingWordHasFailed() throws IOException {
        command.on("pull", print("Digest: " + DIGEST));
        assertThatThrownBy(this::pull)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("stopped without saying that it was done");
    }

    @Test
    void aClosingWordDoesNotOutweighAnExitCode() throws IOException {
        command.on("push", print(PUSHED), "exit 7");
        assertThatThrownBy(this::push)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("exit code 7");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "push|An image does not exist locally with the tag: registry.example:5000/org/app|NotFound",
                "push|no basic auth credentials|NotAuthenticated",
                "push|unauthorized: authentication required|NotAuthenticated",
                "push|denied: requested access to the resource is denied|NotAuthorized",
                "push|toomanyrequests: slow down|RateLimited",
                "push|received unexpected HTTP status: 503 Service Unavailable|RegistryUnavailable",
                "push|write /var/lib/docker/x: no space left on device|TransferFailed",
                "pull|Error response from daemon: manifest for registry.example:5000/org/app:v1 not found: manifest"
                        + " unknown: manifest unknown|NotFound",
                "pull|Error response from daemon: Head \"http://registry.example:5000/v2/\": no basic auth"
                        + " credentials|NotAuthenticated",
                "pull|Error response from daemon: Get \"http://registry.example:5000/v2/\": dial tcp: connect: connection"
                        + " refused|RegistryUnavailable",
                "pull|Error response from daemon: toomanyrequests: You have reached your pull rate limit.|RateLimited",
                "pull|Cannot connect to the Docker daemon at unix:///gone. Is the docker daemon"
                        + " running?|EngineUnavailable",
                "pull|error during connect: Post \"http://docker.example.com/v1.41/images/create\": EOF|EngineUnavailable"
            },
            delimiter = '|',
            quoteCharacter = '\u0001')
    void whatACommandSaysBecomesATypedError(String verb, String words, String error) throws IOException {
        command.on(verb, fail("a warning before", words, "See 'docker " + verb + " --help'."));
        assertThatThrownBy(() -> {
                    if (verb.equals("push")) {
                        push();
                    } else {
                        pull();
                    }
                })
                .isInstanceOf(type(error))
                .hasMessageContaining("registry.example:5000");
    }

    private static Class<? extends ImagesException> type(String name) {
        return switch (name) {
            case "NotFound" -> ImageNotFoundException.class;
            case "NotAuthenticated" -> NotAuthenticatedException.class;
            case "NotAuthorized" -> NotAuthorizedException.class;
            case "RateLimited" -> RateLimitedException.class;
            case "RegistryUnavailable" -> RegistryUnavailableException.class;
            case "EngineUnavailable" -> EngineUnavailableException.class;
            default -> TransferFailedException.class;
        };
    }

    @Test
    void anErrorIsFoundAmongWhatAScriptSaysAfterwards() throws IOException {
        command.on("push", fail("unauthorized: authentication required", "wrapper: the command ended badly"));
        assertThatThrownBy(this::push).isInstanceOf(NotAuthenticatedException.class);
    }

    @Test
    void aWarningOfAnAttemptDoesNotOutweighTheError() throws IOException {
        command.on(
                "pull",
                fail(
                        "time=\"2026-01-01T00:00:00Z\" level=warning msg=\"Failed, retrying: connection refused\"",
                        "Error: writing blob: no space left on device"));
        assertThatThrownBy(this::pull)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("no space left on device");
    }

    @Test
    void aMessageIsCutAndHasNoSecretsOfTheCommand() throws IOException {
        command.on(
                "push",
                fail("unauthorized: the login YWxpY2U6dG9wc2VjcmV0 is not topsecret " + "and so on ".repeat(200)));
        assertThatThrownBy(() -> push(Transfers.with("alice", "topsecret")))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("the login *** is not ***")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
    }

    @Test
    void anEngineThatGoesAwayIsNotTakenForARegistryThatHangsUp() throws IOException {
        command.on("inspect", "[ -e '" + folder + "/gone' ] && exit 1");
        command.on("pull", "touch '" + folder + "/gone'", fail("unexpected EOF"));
        assertThatThrownBy(this::pull)
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("did not finish its answer");
    }

    @Test
    void aRegistryThatHangsUpIsUnavailable() throws IOException {
        command.on("pull", fail("unexpected EOF"));
        assertThatThrownBy(this::pull)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("unexpected EOF");
    }

    @Test
    void podmanSaysInAFileWhatItHasPushed() throws IOException {
        command.answering(FakeCommand.PODMAN)
                .on(
                        "push",
                        "for argument in \"$@\"; do",
                        "case $argument in --digestfile=*) printf '" + DIGEST
                                + "' > \"${argument#--digestfile=}\" ;; esac",
                        "done",
                        "{",
                        print(
                                "Getting image source signatures",
                                "Copying blob sha256:" + ID,
                                "Copying blob " + "ab".repeat(32) + " skipped: already exists",
                                "Copying config sha256:" + ID,
                                "Writing manifest to image destination"),
                        "} >&2");
        assertThat(push()).isEqualTo(DIGEST);
        assertThat(steps)
                .containsExactly(
                        step(ID.substring(0, 12), "Copying blob", LayerStatus.TRANSFERRING),
                        step("ab".repeat(6), "skipped: already exists", LayerStatus.EXISTS),
                        step(ID.substring(0, 12), "Pushed", LayerStatus.DONE));
    }

    @Test
    void theRegistryIsAskedWhatAPodmanHasPushedThatDoesNotSay() throws IOException {
        command.answering(FakeCommand.PODMAN).on("push", "true");
        assertThat(push(Transfers.verifiedBy(OTHER_DIGEST))).isEqualTo(OTHER_DIGEST);
    }

    @Test
    void whatPodmanHasPulledIsFoundOutFromTheImage() throws IOException {
        command.answering(FakeCommand.PODMAN).on("pull", print(ID)).on("inspect", print(details(DIGEST)));
        assertThat(pull()).isEqualTo(DIGEST);
        assertThat(command.calls().get(1)).isEqualTo("image pull -- " + IMAGE);
    }

    private static String details(Digest... digests) {
        var line = new StringBuilder(ID + " 308303");
        for (var digest : digests) {
            line.append(' ').append(IMAGE.name()).append('@').append(digest);
        }
        return line.toString();
    }

    @Test
    void theRegistryDecidesWhichDigestOfAnIndexTheTagNames() throws IOException {
        command.answering(FakeCommand.PODMAN).on("pull", print(ID)).on("inspect", print(details(OTHER_DIGEST, DIGEST)));
        assertThat(pull(Transfers.verifiedBy(DIGEST))).isEqualTo(DIGEST);
    }

    @Test
    void anotherImageUnderTheNameThatPodmanPulledIsNoSuccess() throws IOException {
        command.answering(FakeCommand.PODMAN).on("pull", print("ab".repeat(32))).on("inspect", print(details(DIGEST)));
        assertThatThrownBy(this::pull).isInstanceOf(TransferFailedException.class);
    }

    @Test
    void aPullThatPodmanDoesNotEndWithAnImageHasFailed() throws IOException {
        command.answering(FakeCommand.PODMAN).on("pull", "true");
        assertThatThrownBy(this::pull).isInstanceOf(TransferFailedException.class);
    }

    @Test
    void theEndOfAPullByPodmansServiceIsUnderstood() throws IOException {
        var start = ID.substring(0, 12);
        command.answering(FakeCommand.PODMAN_SERVICE)
                .on(
                        "pull",
                        print(
                                LAYER + ": Already exists",
                                start + ": Pulling fs layer",
                                start + ": Download complete",
                                IMAGE.toString()))
                .on("inspect", print("sha256:" + details(DIGEST)));
        assertThat(pull()).isEqualTo(DIGEST);
    }

    @Test
    void aPullByPodmansServiceThatBreaksOffHasFailed() throws IOException {
        command.answering(FakeCommand.PODMAN_SERVICE).on("pull", print(LAYER + ": Pulling fs layer", IMAGE.toString()));
        assertThatThrownBy(this::pull).isInstanceOf(TransferFailedException.class);
    }

    @Test
    void theCommandSpeaksPlainlyWhateverTheUserHasSet() throws IOException {
        command.variable("LC_ALL", "de_DE.UTF-8")
                .variable("DOCKER_CLI_HINTS", "true")
                .variable("DOCKER_CONTENT_TRUST", "1")
                .variable("DOCKER_DEFAULT_PLATFORM", "linux/s390x")
                .on(
                        "push",
                        "[ \"$LC_ALL\" = C ] || { echo 'nicht angemeldet' >&2; exit 1; }",
                        "[ \"$DOCKER_CLI_HINTS\" = false ] || exit 1",
                        "[ -z \"$DOCKER_CONTENT_TRUST$DOCKER_DEFAULT_PLATFORM\" ] || exit 1",
                        "[ -t 0 ] && exit 1",
                        "cat",
                        print(PUSHED));
        assertThat(push()).isEqualTo(DIGEST);
    }
}
