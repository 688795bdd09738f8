package us.apolo.images.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateWindowTest {
    private final RateWindow window = new RateWindow();

    @Test
    void aRateNeedsHalfASecond() {
        window.record(millis(0), 0);
        window.record(millis(499), 100);

        assertThat(window.perSecond(millis(499))).isEmpty();
        assertThat(window.perSecond(millis(500))).hasValue(200);
    }

    @Test
    void itIsTheMeanOfTheLastFourSeconds() {
        for (var second = 0; second <= 10; second++) {
            window.record(millis(second * 1000L), second <= 6 ? 0 : (second - 6) * 1000L);
        }

        assertThat(window.perSecond(millis(10_000))).hasValue(1000);
    }

    @Test
    void itFallsToZeroWhenNothingMoves() {
        window.record(millis(0), 0);
        window.record(millis(1000), 5000);

        assertThat(window.perSecond(millis(2000))).hasValue(2500);
        assertThat(window.perSecond(millis(9000))).hasValue(0);
    }

    @Test
    void aCountThatStartsOverStartsTheRateOver() {
        window.record(millis(0), 0);
        window.record(millis(1000), 5000);
        window.record(millis(1100), 0);
        window.record(millis(2100), 700);

        assertThat(window.perSecond(millis(2100))).hasValue(700);
    }

    @Test
    void theClockMayRunOver() {
        var almostOver = Long.MAX_VALUE - millis(500);
        window.record(almostOver, 0);
        window.record(almostOver + millis(1000), 3000);

        assertThat(window.perSecond(almostOver + millis(1000))).hasValue(3000);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
