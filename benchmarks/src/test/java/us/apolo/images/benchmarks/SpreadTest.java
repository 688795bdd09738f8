package us.apolo.images.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    @Test
    void theMedianIsTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 3.0))).isEqualTo(new Spread(3, 1, 9));
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @ParameterizedTest
    @CsvSource({"1234.4, '1,234'", "12.345, 12.3", "1.2345, 1.23", "0.01234, 0.012"})
    void numbersHaveTheDigitsThatMeanSomething(double number, String text) {
        assertThat(Spread.number(number)).isEqualTo(text);
    }

    @Test
    void theTextHasMiddleAndEnds() {
        assertThat(new Spread(2, 1.5, 3).text(" s")).isEqualTo("2.00 s (1.50–3.00)");
    }
}
