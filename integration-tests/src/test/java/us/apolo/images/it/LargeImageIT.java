package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.LocalImage;
import us.apolo.images.services.SampleImage;

/** An image of 8 layers and 200 MB: pushed, pushed again, and pulled into an engine that has nothing of it. */
@Tag("long")
@OnEveryPair
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeImageIT {
    private static final int LAYERS = 8;
    private static final long LAYER_BYTES = 25_000_000;

    private final AdapterPair adapters;
    private final RealServices services;
    private final String project;
    private final LocalImage local = new LocalImage("large", "v1");

    LargeImageIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        this.services = services;
        this.project = "large-" + adapters.transport() + "-" + adapters.store();
    }

    @Test
    @Order(1)
    void aPushReportsEveryLayerToItsLastByte() {
        SampleImage.of(services.engine())
                .layers(LAYERS, LAYER_BYTES)
                .seed(project.hashCode())
                .make("large:v1");
        var before = services.names();
        var progress = new RecordingProgress();
        try (var images = services.images(adapters, project)) {
            var remote = images.push(local, progress);

            assertThat(progress.pushes).containsExactly(new ImageProgressPush(local, remote));
            assertThat(progress.last()).hasSize(LAYERS);
            assertThat(progress.last().values())
                    .allMatch(step -> step.status() == LayerStatus.DONE)
                    .allMatch(step -> step.current().equals(step.total()));
            assertThat(progress.bytes()).isEqualTo(adapters.tellsBytes() ? engineSize() : 0);
            assertThat(images.size(remote)).isBetween(LAYERS * LAYER_BYTES, LAYERS * (LAYER_BYTES + 100_000));
        }
        assertThat(progress.threads).containsOnly(Thread.currentThread());
        assertThat(services.names()).isEqualTo(before);
    }

    private long engineSize() {
        return Long.parseLong(services.engine()
                .docker("image", "inspect", "--format", "{{.Size}}", "large:v1")
                .run()
                .output()
                .strip());
    }

    @Test
    @Order(2)
    void aSecondPushFindsAllLayersThere() {
        var progress = new RecordingProgress();
        try (var images = services.images(adapters, project)) {
            images.push(local, progress);
        }
        assertThat(progress.last()).hasSize(LAYERS);
        assertThat(progress.last().values()).allMatch(step -> step.status() == LayerStatus.EXISTS);
        assertThat(progress.bytes()).isZero();
    }

    @Test
    @Order(3)
    void aPullReportsBytesThatAddUpToTheSizeOnTheRegistry() {
        services.engine().remove("large:v1");
        var progress = new RecordingProgress();
        try (var images = services.images(adapters, project)) {
            var remote = images.parser().remoteImage("image:large:v1");

            images.pull(remote, progress);

            assertThat(progress.pulls).containsExactly(new ImageProgressPull(remote, local));
            assertThat(progress.last()).hasSize(LAYERS);
            assertThat(progress.last().values()).allMatch(step -> step.status() == LayerStatus.DONE);
            assertThat(progress.bytes()).isEqualTo(adapters.tellsBytes() ? images.size(remote) : 0);
            assertBytesOnlyGrow(progress);
        }
        services.engine().remove("large:v1");
    }

    private void assertBytesOnlyGrow(RecordingProgress progress) {
        for (var layer : progress.last().keySet()) {
            assertThat(progress.steps.stream()
                            .filter(step -> step.layerId().equals(layer))
                            .filter(step -> step.status() == LayerStatus.TRANSFERRING)
                            .map(ImageProgressStep::current)
                            .map(current -> current.orElse(0)))
                    .as(layer)
                    .isSorted()
                    .matches(bytes -> !bytes.isEmpty() || !adapters.tellsBytes(), "tells bytes");
        }
    }

    @Test
    @Order(4)
    void twoAtOnceToTheSameNameBothSucceedAndLeaveNothing() {
        SampleImage.of(services.engine()).layers(2, 2_000_000).seed(201).make("twin:v1");
        var before = services.names();
        try (var images = services.images(adapters, project)) {
            var remote = images.parser().remoteImage("image:twin:v1");
            var one = images.async().push(new LocalImage("twin", "v1"), remote);
            var two = images.async().push(new LocalImage("twin", "v1"), remote);

            assertThat(one.join()).isEqualTo(remote);
            assertThat(two.join()).isEqualTo(remote);
        }
        assertThat(services.names()).isEqualTo(before);
    }
}
