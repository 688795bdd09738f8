package us.apolo.images.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void allIsDoneByTurnsAndTheFirstRoundsAreNotTold() throws Exception {
        var done = new ArrayList<String>();
        var report = Report.of("test");

        var turns = new Turns().add("a", () -> done.add("a")).add("b", () -> done.add("b"));
        turns.run(1, 2).writeTo(report);
        turns.writeRatio(report, "a", "b");

        assertThat(done).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(report.at("/a/millis").size()).isEqualTo(2);
        assertThat(report.at("/b/threadMillis").size()).isEqualTo(2);
        assertThat(report.withObject("/a~1b/time").propertyNames()).containsExactly("median", "least", "most");
    }
}
