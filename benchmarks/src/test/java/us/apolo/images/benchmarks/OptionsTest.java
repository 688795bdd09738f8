package us.apolo.images.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void allWorksAreDoneFiveTimesUnlessSomethingElseIsSaid() {
        assertThat(Options.read()).satisfies(options -> {
            assertThat(options.rounds()).isEqualTo(5);
            assertThat(options.only()).isEmpty();
            assertThat(options.missing()).isEmpty();
        });
    }

    @Test
    void areRead() {
        var options = Options.read(
                "--rounds", "7", "--only", "tags", "--only", "list", "--page", "x.md", "--missing", "crane");

        assertThat(options.rounds()).isEqualTo(7);
        assertThat(options.only()).isEqualTo(List.of("tags", "list"));
        assertThat(options.page()).isEqualTo(Path.of("x.md"));
        assertThat(options.missing()).isEqualTo(List.of("crane"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rounds", "--rounds 0", "--rounds many", "--nothing x"})
    void whatMakesNoSenseIsRefused(String arguments) {
        assertThatThrownBy(() -> Options.read(arguments.split(" "))).isInstanceOf(UsageException.class);
    }
}
