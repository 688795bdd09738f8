package us.apolo.images.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Series SERIES =
            new Series(Map.of("ours", List.of(1.0, 2.0, 2.0), "theirs", List.of(2.0, 4.0, 6.0)));

    private static Page page(List<String> missing, List<Goal> goals) {
        var section = new Section(
                "A work",
                "What is done.",
                List.of(Table.of("A caption", SERIES, "ours")),
                "The disk.",
                goals,
                Map.of());
        return new Page(
                new Surroundings(List.of("2 processors")),
                3,
                25,
                "data.json",
                missing,
                Map.of("a", section),
                Map.of("a", "A note.", "b", "Of another work."));
    }

    @Test
    void hasTimesAndRatiosOfEachPeer() {
        assertThat(page(List.of(), List.of()).text())
                .contains("| --- | ---: | ---: |")
                .contains("| ours | 2.00 s (1.00–2.00) | 1 |")
                .contains("| theirs | 4.00 s (2.00–6.00) | 2.00 × (2.00–3.00) |")
                .endsWith("**What bounds it.** The disk.\n\nA note.\n")
                .doesNotContain("another work");
    }

    @Test
    void tellsWhichGoalsAreReachedAndWhichAreNot() {
        var goals = List.of(
                Goal.atLeast("twice as fast", SERIES.ratio("theirs", "ours"), 2, " ×"),
                Goal.atMost("in a second", SERIES.of("ours"), 1, " s"));

        assertThat(page(List.of(), goals).text())
                .contains("| twice as fast | 2.00 × (2.00–3.00) | yes |")
                .contains("| in a second | 2.00 s (1.00–2.00) | **no** |");
    }

    @Test
    void tellsWhichPeersAreMissing() {
        assertThat(page(List.of("crane"), List.of()).text())
                .contains("Could not be installed")
                .contains("crane");
        assertThat(page(List.of(), List.of()).text()).contains("All peers could be installed.");
    }
}
