package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;

class LayerProgressTest {
    private final LayerProgress progress = new LayerProgress();

    private Optional<ImageProgressStep> step(String json) throws JsonProcessingException {
        var item = new EngineClientConfig(EngineAddress.parse("unix:///a"))
                .getObjectMapper()
                .readValue(json, PullResponseItem.class);
        return progress.step(item);
    }

    private ImageProgressStep layer(String status, String detail) throws JsonProcessingException {
        return step("{\"id\":\"ab\",\"status\":\"" + status + "\",\"progressDetail\":{" + detail + "}}")
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
        "Retrying in 5 seconds, OTHER",
        "Retrying in 1 second, OTHER",
        "Unavailable, OTHER",
        "Something new, OTHER"
    })
    void whatAnEngineSaysOfALayerHasAStatus(String message, LayerStatus status) throws JsonProcessingException {
        assertThat(layer(message, "")).isEqualTo(of(message, status));
    }

    @Test
    void theLineThatNamesTheTagIsNoLayer() throws JsonProcessingException {
        assertThat(step("{\"status\":\"Pulling from org/app\",\"id\":\"v1\"}")).isEmpty();
        assertThat(progress.finish("Pull complete")).isEmpty();
    }

    @Test
    void objectsWithoutStatusOrIdAreNoLayers() throws JsonProcessingException {
        assertThat(step("{\"status\":\"The push refers to repository [localhost:5000/app]\"}"))
                .isEmpty();
        assertThat(step("{\"progressDetail\":{},\"aux\":{\"Tag\":\"v1\",\"Size\":944}}"))
                .isEmpty();
        assertThat(step("{\"id\":\"ab\",\"progressDetail\":{\"current\":1}}")).isEmpty();
        assertThat(step("{\"id\":\"\",\"status\":\"Pushing\"}")).isEmpty();
        assertThat(step("{}")).isEmpty();
    }

    @Test
    void aZeroThatIsLeftOutIsAZero() throws JsonProcessingException {
        assertThat(layer("Pushing", "\"total\":700")).isEqualTo(of("Pushing", LayerStatus.TRANSFERRING, 0, 700));
    }

    @Test
    void bytesWithoutATotalAreCounted() throws JsonProcessingException {
        assertThat(layer("Downloading", "\"current\":9"))
                .isEqualTo(new ImageProgressStep(
                        "ab", "Downloading", LayerStatus.TRANSFERRING, OptionalLong.of(9), OptionalLong.empty()));
        assertThat(layer("Downloading", "\"current\":10,\"total\":-1"))
                .isEqualTo(new ImageProgressStep(
                        "ab", "Downloading", LayerStatus.TRANSFERRING, OptionalLong.of(10), OptionalLong.empty()));
        assertThat(layer("Pull complete", "")).isEqualTo(of("Pull complete", LayerStatus.DONE));
    }

    @Test
    void thePaddingOfAnArchiveDoesNotCountBeyondTheTotal() throws JsonProcessingException {
        assertThat(layer("Pushing", "\"current\":2560,\"total\":700"))
                .isEqualTo(of("Pushing", LayerStatus.TRANSFERRING, 700, 700));
    }

    @Test
    void aTotalThatWasSaidOnceIsRemembered() throws JsonProcessingException {
        layer("Downloading", "\"current\":5,\"total\":10");
        assertThat(layer("Downloading", "\"current\":20"))
                .isEqualTo(of("Downloading", LayerStatus.TRANSFERRING, 10, 10));
    }

    @Test
    void aLayerThatIsDoneHasAllItsBytes() throws JsonProcessingException {
        layer("Downloading", "\"current\":5,\"total\":10");
        assertThat(layer("Download complete", "")).isEqualTo(of("Download complete", LayerStatus.VERIFYING, 10, 10));
        assertThat(layer("Pull complete", "")).isEqualTo(of("Pull complete", LayerStatus.DONE, 10, 10));
    }

    @Test
    void whatIsUnpackedIsCountedApart() throws JsonProcessingException {
        layer("Downloading", "\"current\":5,\"total\":10");
        assertThat(layer("Extracting", "\"current\":40,\"total\":50"))
                .isEqualTo(of("Extracting", LayerStatus.EXTRACTING, 40, 50));
        assertThat(layer("Pull complete", "")).isEqualTo(of("Pull complete", LayerStatus.DONE, 10, 10));
    }

    @Test
    void secondsAreNotBytes() throws JsonProcessingException {
        assertThat(layer("Extracting", "\"current\":7,\"units\":\"s\""))
                .isEqualTo(of("Extracting", LayerStatus.EXTRACTING));
        assertThat(layer("Extracting", "\"current\":7,\"total\":9,\"units\":\"s\""))
                .isEqualTo(of("Extracting", LayerStatus.EXTRACTING));
    }

    @Test
    void nothingComesOfALayerAfterItsLastStep() throws JsonProcessingException {
        assertThat(layer("Already exists", "").status()).isEqualTo(LayerStatus.EXISTS);
        assertThat(step("{\"id\":\"ab\",\"status\":\"Extracting\"}")).isEmpty();
        assertThat(step("{\"id\":\"ab\",\"status\":\"Pull complete\"}")).isEmpty();
        assertThat(progress.finish("Pull complete")).isEmpty();
    }

    @Test
    void layersWithoutALastWordAreDoneAtTheEnd() throws JsonProcessingException {
        layer("Downloading", "\"current\":5,\"total\":10");
        assertThat(progress.finish("Pull complete")).containsExactly(of("Pull complete", LayerStatus.DONE, 10, 10));
        assertThat(progress.finish("Pull complete")).isEmpty();
    }
}
