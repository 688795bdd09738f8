package us.apolo.images.port.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.port.engine.LayerProgress.Bytes;

class LayerProgressTest {
    private final LayerProgress progress = new LayerProgress();

    private ImageProgressStep layer(String message) {
        return progress.step("ab", message, Bytes.NONE).orElseThrow();
    }

    private ImageProgressStep layer(String message, long current) {
        return progress.step("ab", message, new Bytes(OptionalLong.of(current), OptionalLong.empty()))
                .orElseThrow();
    }

    private ImageProgressStep layer(String message, long current, long total) {
        return progress.step("ab", message, new Bytes(OptionalLong.of(current), OptionalLong.of(total)))
                .orElseThrow();
    }

    private static ImageProgressStep of(String message, LayerStatus status) {
        return new ImageProgressStep("ab", message, status, OptionalLong.empty(), OptionalLong.empty());
    }

    private static ImageProgressStep of(String message, LayerStatus status, long current, long total) {
        return new ImageProgressStep("ab", message, status, OptionalLong.of(current), OptionalLong.of(total));
    }

    @ParameterizedTest
    @CsvSource({
        "Preparing, WAITING",
        "Waiting, WAITING",
        "Pulling fs layer, WAITING",
        "Pushing, TRANSFERRING",
        "Downloading, TRANSFERRING",
        "Pulling layer fs, TRANSFERRING",
        "Verifying Checksum, VERIFYING",
        "Download complete, VERIFYING",
        "Extracting, EXTRACTING",
        "Layer already exists, EXISTS",
        "Already exists, EXISTS",
        "Mounted from org/other, EXISTS",
        "Pushed, DONE",
        "Pull complete, DONE",
        "Copying blob, TRANSFERRING",
        "skipped: already exists, EXISTS",
        "done, DONE",
        "Retrying in 5 seconds, OTHER",
        "Retrying in 1 second, OTHER",
        "Unavailable, OTHER",
        "Something new, OTHER"
    })
    void whatAnEngineSaysOfALayerHasAStatus(String message, LayerStatus status) {
        assertThat(layer(message)).isEqualTo(of(message, status));
    }

    @Test
    void theLineThatNamesTheTagIsNoLayer() {
        assertThat(progress.step("v1", "Pulling from org/app", Bytes.NONE)).isEmpty();
        assertThat(progress.finish("Pull complete")).isEmpty();
    }

    @Test
    void withoutIdOrWordsThereIsNoLayer() {
        assertThat(progress.step("", "The push refers to repository [localhost:5000/app]", Bytes.NONE))
                .isEmpty();
        assertThat(progress.step("ab", "", new Bytes(OptionalLong.of(1), OptionalLong.empty())))
                .isEmpty();
    }

    @Test
    void bytesWithoutATotalAreCounted() {
        assertThat(layer("Downloading", 9))
                .isEqualTo(new ImageProgressStep(
                        "ab", "Downloading", LayerStatus.TRANSFERRING, OptionalLong.of(9), OptionalLong.empty()));
        assertThat(layer("Pull complete")).isEqualTo(of("Pull complete", LayerStatus.DONE));
    }

    @Test
    void thePaddingOfAnArchiveDoesNotCountBeyondTheTotal() {
        assertThat(layer("Pushing", 2560, 700)).isEqualTo(of("Pushing", LayerStatus.TRANSFERRING, 700, 700));
    }

    @Test
    void aTotalThatWasSaidOnceIsRemembered() {
        layer("Downloading", 5, 10);
        assertThat(layer("Downloading", 20)).isEqualTo(of("Downloading", LayerStatus.TRANSFERRING, 10, 10));
    }

    @Test
    void aLayerThatIsDoneHasAllItsBytes() {
        layer("Downloading", 5, 10);
        assertThat(layer("Download complete")).isEqualTo(of("Download complete", LayerStatus.VERIFYING, 10, 10));
        assertThat(layer("Pull complete")).isEqualTo(of("Pull complete", LayerStatus.DONE, 10, 10));
    }

    @Test
    void whatIsUnpackedIsCountedApart() {
        layer("Downloading", 5, 10);
        assertThat(layer("Extracting", 40, 50)).isEqualTo(of("Extracting", LayerStatus.EXTRACTING, 40, 50));
        assertThat(layer("Pull complete")).isEqualTo(of("Pull complete", LayerStatus.DONE, 10, 10));
    }

    @Test
    void nothingComesOfALayerAfterItsLastStep() {
        assertThat(layer("Already exists").status()).isEqualTo(LayerStatus.EXISTS);
        assertThat(progress.step("ab", "Extracting", Bytes.NONE)).isEmpty();
        assertThat(progress.step("ab", "Pull complete", Bytes.NONE)).isEmpty();
        assertThat(progress.finish("Pull complete")).isEmpty();
    }

    @Test
    void layersWithoutALastWordAreDoneAtTheEnd() {
        layer("Downloading", 5, 10);
        assertThat(progress.finish("Pull complete")).containsExactly(of("Pull complete", LayerStatus.DONE, 10, 10));
        assertThat(progress.finish("Pull complete")).isEmpty();
    }

    @Test
    void layersWithoutEndAreNotKept() {
        var heard = IntStream.range(0, 11_000)
                .filter(i -> progress.step("layer" + i, "Pushing", Bytes.NONE).isPresent())
                .count();
        assertThat(heard).isEqualTo(10_000);
        assertThat(progress.step("a".repeat(201), "Pushing", Bytes.NONE)).isEmpty();
        assertThat(progress.finish("Pushed")).hasSize(10_000);
    }
}
