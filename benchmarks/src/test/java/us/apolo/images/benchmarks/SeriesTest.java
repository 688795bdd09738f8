package us.apolo.images.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {
    private final List<String> done = new ArrayList<>();

    private static Peer peer(String name) {
        return new Peer() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome run(List<String> words) {
                return new Outcome(0, "");
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private Series series(boolean warmUp) {
        return Series.of(List.of(peer("a"), peer("b"), peer("c")), 3, warmUp, (peer, number) -> {
            done.add(peer.name() + number);
            return number * 10.0;
        });
    }

    @Test
    void everyRoundBeginsWithAnotherPeerAndHasAllOfThem() {
        var unused = series(false);

        assertThat(done).containsExactly("b1", "c1", "a1", "c2", "a2", "b2", "a3", "b3", "c3");
    }

    @Test
    void theRoundThatWarmsUpDoesNotCount() {
        var series = series(true);

        assertThat(done).startsWith("a0", "b0", "c0", "b1").hasSize(12);
        assertThat(series.seconds()).containsOnlyKeys("a", "b", "c").containsEntry("a", List.of(10.0, 20.0, 30.0));
    }

    /** What "a" does in a second takes "b" so many. */
    private Series sparing(double seconds, Set<String> compared, int rounds) {
        return Series.sparingTheSlow(
                List.of(peer("a"), peer("b")),
                compared,
                rounds,
                (peer, number) -> peer.name().equals("a") ? 1.0 : seconds);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 5", "1.6, 2", "5, 2", "6, 1"})
    void whoIsSlowHasFewRounds(double seconds, int rounds) {
        var series = sparing(seconds, Set.of(), 5);

        assertThat(series.seconds().get("a")).hasSize(5);
        assertThat(series.seconds().get("b")).hasSize(rounds);
        assertThat(series.ratio("b", "a")).isEqualTo(new Spread(seconds, seconds, seconds));
    }

    @Test
    void whoIsComparedHasAllRounds() {
        var series = sparing(6, Set.of("b"), 5);

        assertThat(series.seconds().values())
                .allSatisfy(rounds -> assertThat(rounds).hasSize(5));
    }

    @Test
    void whoIsSparedHasTwoRounds() {
        var series = Series.sparing(List.of(peer("a"), peer("b")), Set.of("b"), 5, (peer, number) -> 1);

        assertThat(series.seconds().get("a")).hasSize(5);
        assertThat(series.seconds().get("b")).hasSize(2);
    }

    @Test
    void aSingleRoundIsEnoughIfNoMoreIsAskedFor() {
        var series = sparing(1.5, Set.of(), 1);

        assertThat(series.seconds().values())
                .allSatisfy(rounds -> assertThat(rounds).hasSize(1));
    }

    @Test
    void aRatioIsTakenRoundByRound() {
        var series = new Series(Map.of("a", List.of(2.0, 30.0, 8.0), "b", List.of(1.0, 10.0, 2.0)));

        assertThat(series.ratio("a", "b")).isEqualTo(new Spread(3, 2, 4));
    }

    @Test
    void theFastestHasTheLeastMedian() {
        var series = new Series(Map.of("a", List.of(1.0, 5.0, 5.0), "b", List.of(4.0, 4.0, 9.0)));

        assertThat(series.fastest(List.of("a", "b"))).isEqualTo("b");
    }
}
