package us.apolo.images.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void withoutArgumentsTheWholeIsRun() {
        var options = Options.read();

        assertThat(options.operations()).isEqualTo(20_000);
        assertThat(options.threads()).isEqualTo(16);
        assertThat(options.oneFaultIn()).isEqualTo(50);
        assertThat(options.transports()).containsExactly("okhttp", "apache");
        assertThat(options.page()).isEmpty();
    }

    @Test
    void everythingCanBeSaid() {
        var options = Options.read(
                "--operations",
                "500",
                "--threads",
                "4",
                "--one-fault-in",
                "20",
                "--transport",
                "apache",
                "--page",
                "x.md");

        assertThat(options).isEqualTo(new Options(500, 4, 20, List.of("apache"), Optional.of(Path.of("x.md"))));
    }

    @ParameterizedTest
    @CsvSource({
        "--operations, 99, 100 or more",
        "--threads, 0, 1 or more",
        "--threads, many, wants a number",
        "--one-fault-in, 1, 2 or more",
        "--transport, pigeon, 'okhttp, apache or both'",
        "--speed, 3, unknown option"
    })
    void whatMakesNoSenseIsRefused(String option, String value, String message) {
        assertThatThrownBy(() -> Options.read(option, value))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aValueIsWanted() {
        assertThatThrownBy(() -> Options.read("--threads")).hasMessageContaining("--threads wants a value");
    }
}
