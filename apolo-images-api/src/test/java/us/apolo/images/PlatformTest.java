package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @ParameterizedTest
    @ValueSource(strings = {"linux/amd64", "linux/arm/v7", "windows/amd64"})
    void whatIsWrittenReadsBackEqual(String text) {
        assertThat(Platform.parse(text)).hasToString(text);
        assertThat(Platform.parse(Platform.parse(text).toString())).isEqualTo(Platform.parse(text));
    }

    @Test
    void thePartsAreRead() {
        assertThat(Platform.parse("linux/amd64")).isEqualTo(Platform.LINUX_AMD64);
        assertThat(Platform.parse("linux/arm64/v8")).isEqualTo(new Platform("linux", "arm64", "v8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "linux", "linux/", "/amd64", "linux/arm/", "linux/arm/v7/x", "li nux/a", "l/a\n", "-/a"
            })
    void whatIsNoPlatformIsRefused(String text) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> Platform.parse(text))
                .withMessageContaining("it is not a platform");
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64, true",
        "linux/arm64, linux/arm64/v8, true",
        "linux/arm64/v8, linux/arm64, true",
        "linux/arm/v7, linux/arm/v7, true",
        "linux/arm/v7, linux/arm/v6, false",
        "linux/amd64, linux/arm64, false",
        "linux/amd64, windows/amd64, false",
    })
    void aVariantCountsOnlyWhenBothHaveOne(String wanted, String offered, boolean matches) {
        assertThat(Platform.parse(wanted).matches(Platform.parse(offered))).isEqualTo(matches);
    }
}
