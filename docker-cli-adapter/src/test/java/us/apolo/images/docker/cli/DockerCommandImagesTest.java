package us.apolo.images.docker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.cli.FakeCommand.fail;
import static us.apolo.images.docker.cli.FakeCommand.print;
import static us.apolo.images.docker.cli.Transfers.DIGEST;
import static us.apolo.images.docker.cli.Transfers.ID;
import static us.apolo.images.docker.cli.Transfers.IMAGE;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.StoredImage;

@Timeout(60)
class DockerCommandImagesTest {
    @TempDir
    Path folder;

    private FakeCommand command;
    private DockerCommand store;

    @BeforeEach
    void prepare() throws IOException {
        command = new FakeCommand(folder);
        store = command.store();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:", ""})
    void anImageHasItsIdAndItsSize(String algorithm) throws IOException {
        command.on("inspect", print("chatter", algorithm + ID + " 308303 a@sha256:bc", "more of it"));
        assertThat(store.inspect(IMAGE)).contains(new StoredImage(Digest.parse("sha256:" + ID), 308303));
    }

    @Test
    void aSizeThatNoImageHasIsATypedError() throws IOException {
        command.on("inspect", print(ID + " 99999999999999999999"));
        assertThatThrownBy(() -> store.inspect(IMAGE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("no id that is a digest");
    }

    @Test
    void anImageMayHaveAnyNumberOfDigests() {
        var details = ImageDetails.read(ID + " 7" + " a@b".repeat(16_000)).orElseThrow();
        assertThat(details.repoDigests()).hasSize(16_000);
    }

    @Test
    void aNameIsWrittenOutAndCannotBeTakenForAnOption() throws IOException {
        command.on("inspect", print(ID + " 1"));
        store.inspect(new LocalImage("app", null));
        assertThat(command.lastCall()).endsWith(" -- docker.io/library/app:latest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: No such image: registry.example:5000/org/app:v1",
                "Error response from daemon: no such image: x: No such image: registry.example:5000/org/app:v1",
                "Error: inspecting object: registry.example:5000/org/app:v1: image not known",
                "Error response from daemon: failed to find image x: y: image not known"
            })
    void whatIsNotThereIsNoError(String words) throws IOException {
        command.on("inspect", fail(words)).on("rm", fail(words)).on("tag", fail(words));
        assertThat(store.inspect(IMAGE)).isEmpty();
        store.untag(IMAGE);
        assertThatThrownBy(() -> store.tag(DIGEST, IMAGE))
                .isInstanceOfSatisfying(
                        ImageNotFoundException.class, e -> assertThat(e.image()).isEqualTo(DIGEST.toString()));
    }

    @Test
    void aNameIsGivenToAnId() throws IOException {
        command.on("tag", "true");
        store.tag(DIGEST, IMAGE);
        assertThat(command.lastCall()).endsWith("image tag -- " + DIGEST + " " + IMAGE);
    }

    @Test
    void aNameIsTakenAwayWithoutForce() throws IOException {
        command.on("rm", print("Untagged: " + IMAGE));
        store.untag(IMAGE);
        assertThat(command.lastCall()).endsWith("image rm -- " + IMAGE);
    }

    @Test
    void whatTheEngineRefusesIsToldInItsWords() throws IOException {
        command.on("rm", fail("Error response from daemon: conflict: unable to remove: container 12 is using it"));
        assertThatThrownBy(() -> store.untag(IMAGE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("does not take the name " + IMAGE + " away")
                .hasMessageContaining("container 12 is using it");
    }

    @Test
    void anEngineThatGoesAwayInBetweenIsUnavailable() throws IOException {
        command.on("inspect", fail("Cannot connect to the Docker daemon at unix:///gone. Is it running?"));
        assertThatThrownBy(() -> store.inspect(IMAGE))
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("did not answer when asked to look up " + IMAGE);
    }

    @Test
    void anImageWithoutAnIdIsAnError() throws IOException {
        command.on("inspect", print("something else", "[]"));
        assertThatThrownBy(() -> store.inspect(IMAGE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("no id");
    }

    @Test
    void aCommandThatIsReplacedBySomethingElseIsUnavailable() throws IOException {
        command.on("version", print(FakeCommand.DOCKER), "echo '#!/none' > '" + command.bin() + "/docker'");
        assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(EngineUnavailableException.class);
    }
}
