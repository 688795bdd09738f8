package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.core.operation.FakeTime;
import us.apolo.images.core.operation.Heard;
import us.apolo.images.core.operation.Observers;
import us.apolo.images.observation.OperationKind;
import us.apolo.images.observation.TransferEnd;
import us.apolo.images.observation.TransferStart;

class ObservedTransferTest {
    private static final TransferStart START = new TransferStart("host/a:v1", "host", 1);

    private final FakeTime time = new FakeTime();
    private final Heard heard = new Heard();
    private final List<ImageProgressStep> passedOn = new ArrayList<>();

    private static ImageProgressStep step(String layer, LayerStatus status, long current) {
        return new ImageProgressStep(
                layer,
                status.toString(),
                status,
                current < 0 ? OptionalLong.empty() : OptionalLong.of(current),
                OptionalLong.empty());
    }

    private <T> T observed(ObservedTransfer.Work<T> work) {
        var observation = new Observers(List.of(heard), time).begin(OperationKind.PUSH, "host/a:v1");
        return ObservedTransfer.of(START, observation, passedOn::add, work);
    }

    @Test
    void layersAndTheirBytesAreCounted() {
        var result = observed(steps -> {
            steps.accept(step("a", LayerStatus.TRANSFERRING, 10));
            steps.accept(step("b", LayerStatus.EXISTS, -1));
            steps.accept(step("a", LayerStatus.TRANSFERRING, 300));
            steps.accept(step("c", LayerStatus.TRANSFERRING, 7));
            steps.accept(step("a", LayerStatus.EXTRACTING, 5000));
            steps.accept(step("a", LayerStatus.DONE, 300));
            time.pass(Duration.ofSeconds(3));
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(passedOn).hasSize(6);
        assertThat(heard.only(TransferEnd.class))
                .isEqualTo(new TransferEnd(START, 3, 1, 307, Duration.ofSeconds(3), Optional.empty()));
    }

    @Test
    void aTransferThatFailsEndsToo() {
        var failure = new IllegalStateException("A listener has had enough");

        assertThatThrownBy(() -> observed(steps -> {
                    throw failure;
                }))
                .isSameAs(failure);

        assertThat(heard.only(TransferEnd.class).failure()).containsSame(failure);
    }
}
