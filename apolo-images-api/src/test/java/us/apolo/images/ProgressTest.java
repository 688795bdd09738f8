package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressTest {
    private static final LocalImage LOCAL = new LocalImage("a", "v1");
    private static final RemoteImage REMOTE = RemoteImage.newExternalImage("a", "host", "v1");

    private static ImageProgressStep step(OptionalLong current, OptionalLong total) {
        return new ImageProgressStep("layer", "Pushing", LayerStatus.TRANSFERRING, current, total);
    }

    @Test
    void aListenerHearsOnlyWhatItOverrides() {
        var listener = ImageProgressListener.none();
        assertThatCode(() -> {
                    listener.pull(new ImageProgressPull(REMOTE, LOCAL));
                    listener.push(new ImageProgressPush(LOCAL, REMOTE));
                    listener.step(step(OptionalLong.empty(), OptionalLong.empty()));
                })
                .doesNotThrowAnyException();
        assertThat(ImageProgressListener.none()).isSameAs(listener);
    }

    @Test
    void bytesAreNotNegative() {
        assertThat(step(OptionalLong.of(0), OptionalLong.of(0)).total()).hasValue(0);
        assertThatIllegalArgumentException().isThrownBy(() -> step(OptionalLong.of(-1), OptionalLong.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> step(OptionalLong.empty(), OptionalLong.of(-1)));
    }

    @ParameterizedTest
    @EnumSource
    void onlyTwoStatesAreFinal(LayerStatus status) {
        assertThat(status.isFinal()).isEqualTo(status == LayerStatus.EXISTS || status == LayerStatus.DONE);
    }
}
