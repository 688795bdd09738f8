package us.apolo.images.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteCountTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "12345678, 12.3 MB",
        "4500000000, 4.5 GB",
        "1000000000000, 1.0 TB",
        "9223372036854775807, 9.2 EB"
    })
    void unitsAreDecimal(long bytes, String text) {
        assertThat(ByteCount.text(bytes)).isEqualTo(text);
    }

    @Test
    void theLocaleDoesNotMatter() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(ByteCount.text(1_500_000)).isEqualTo("1.5 MB");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aSumStaysAtTheLargestNumber() {
        assertThat(ByteCount.sum(Long.MAX_VALUE, 5)).isEqualTo(Long.MAX_VALUE);
        assertThat(ByteCount.sum(2, 5)).isEqualTo(7);
    }
}
