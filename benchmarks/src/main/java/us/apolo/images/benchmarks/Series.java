package us.apolo.images.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The seconds that each peer took for the same work, round by round. In a round all do it one after the other, and each
 * round begins with another one, so that what changes on the machine meets all of them.
 *
 * @param seconds the seconds of each round, by the peer's name, in the order of the peers
 */
public record Series(Map<String, List<Double>> seconds) {
    private static final int FEW = 2;

    /** How many times the fastest's time makes a peer slow, so that two rounds have to do. */
    static final double SLOW = 1.5;

    /** How many times the fastest's time makes a peer so slow that one round has to do. */
    static final double VERY_SLOW = 5;

    /** Has one peer do its work in one round. */
    @FunctionalInterface
    public interface Round {
        /**
         * Prepares, has the work done, and tidies up.
         *
         * @param peer who does it
         * @param number which round it is; the first one, zero, warms up and does not count
         * @return the seconds that the work took
         */
        double seconds(Peer peer, int number);
    }

    /**
     * Has all peers do a work.
     *
     * @param peers who they are
     * @param rounds how many rounds count
     * @param warmUp whether there is one before that does not count
     * @param round the work
     * @return what each took
     */
    public static Series of(List<Peer> peers, int rounds, boolean warmUp, Round round) {
        var seconds = new LinkedHashMap<String, List<Double>>();
        peers.forEach(peer -> seconds.put(peer.name(), new ArrayList<>()));
        for (var number = warmUp ? 0 : 1; number <= rounds; number++) {
            var order = new ArrayList<>(peers);
            Collections.rotate(order, -number);
            for (var peer : order) {
                var taken = round.seconds(peer, number);
                if (number > 0) {
                    seconds.computeIfAbsent(peer.name(), name -> new ArrayList<>())
                            .add(taken);
                }
            }
        }
        return new Series(seconds);
    }

    /**
     * Has all peers do a work, and some of them two rounds of it alone.
     *
     * @param peers who they are
     * @param spared the names of those that have two rounds
     * @param rounds how many rounds count
     * @param round the work
     * @return what each took
     */
    public static Series sparing(List<Peer> peers, Set<String> spared, int rounds, Round round) {
        var others =
                peers.stream().filter(peer -> !spared.contains(peer.name())).toList();
        return of(peers, Math.min(FEW, rounds), false, round).and(of(others, Math.max(0, rounds - FEW), false, round));
    }

    /**
     * Has all peers do a work, and those that turn out to be slow two rounds of it alone, or a single one.
     *
     * @param peers who they are
     * @param compared the names of those that have all rounds however slow they are
     * @param rounds how many rounds count
     * @param round the work
     * @return what each took
     */
    public static Series sparingTheSlow(List<Peer> peers, Set<String> compared, int rounds, Round round) {
        var first = of(peers, 1, false, round);
        var second = of(first.within(VERY_SLOW, peers, compared), Math.min(1, rounds - 1), false, round);
        var two = first.and(second);
        return two.and(of(two.within(SLOW, peers, compared), Math.max(0, rounds - FEW), false, round));
    }

    private List<Peer> within(double times, List<Peer> peers, Set<String> compared) {
        var most = times * of(fastest(List.copyOf(seconds.keySet()))).median();
        return peers.stream()
                .filter(peer ->
                        compared.contains(peer.name()) || of(peer.name()).median() <= most)
                .toList();
    }

    private Series and(Series more) {
        var all = new LinkedHashMap<String, List<Double>>();
        seconds.forEach((peer, rounds) -> all.put(
                peer,
                Stream.concat(rounds.stream(), more.seconds.getOrDefault(peer, List.of()).stream())
                        .toList()));
        return new Series(all);
    }

    /**
     * What a peer took.
     *
     * @param peer its name
     * @return the seconds of its rounds
     */
    public Spread of(String peer) {
        return Spread.of(rounds(peer));
    }

    private List<Double> rounds(String peer) {
        return Objects.requireNonNull(seconds.get(peer), peer);
    }

    /**
     * How often a peer's time is the other's, round by round.
     *
     * @param peer the one above the line
     * @param other the one below
     * @return the ratios
     */
    public Spread ratio(String peer, String other) {
        var above = rounds(peer);
        var below = rounds(other);
        var ratios = new ArrayList<Double>();
        for (var i = 0; i < Math.min(above.size(), below.size()); i++) {
            ratios.add(above.get(i) / below.get(i));
        }
        return Spread.of(ratios);
    }

    /**
     * The peer with the least median.
     *
     * @param candidates among whom
     * @return its name
     */
    public String fastest(List<String> candidates) {
        return candidates.stream()
                .min((one, two) -> Double.compare(of(one).median(), of(two).median()))
                .orElseThrow();
    }
}
