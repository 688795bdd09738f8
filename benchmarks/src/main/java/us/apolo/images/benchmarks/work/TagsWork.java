package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.DistantRegistry;
import us.apolo.images.benchmarks.Goal;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.benchmarks.Section;
import us.apolo.images.benchmarks.Series;
import us.apolo.images.benchmarks.Table;
import us.apolo.images.benchmarks.Work;

/** Size and digest of a thousand tags, at several distances. */
public final class TagsWork implements Work {
    private static final List<Distance> DISTANCES =
            List.of(new Distance(0, 100, 0), new Distance(10, 50, 8), new Distance(50, 25, 25));

    /** How often a program does its work before it counts, where its own processor time decides. */
    private static final int WARM_UPS = 8;

    private static final Set<String> COMPARED =
            Set.of("okhttp", "apache", TagPeers.SDK, TagPeers.ORAS_WITH_THREADS, LoadGenerator.NAME);

    private static final double SHARE_OF_LOAD_GENERATOR = 0.9;

    /**
     * How far the registry is away.
     *
     * @param milliseconds of a round trip
     * @param fewer how many tags peers are given that ask for one after the other; their time grows with the number
     * @param timesTheSdk how often the SDK's speed has to be reached
     */
    private record Distance(int milliseconds, int fewer, double timesTheSdk) {
        boolean isNone() {
            return milliseconds == 0;
        }

        @Override
        public String toString() {
            return "at " + milliseconds + " ms";
        }
    }

    @Override
    public String name() {
        return "tags";
    }

    @Override
    public Section measure(Bench bench) throws IOException {
        var tables = new ArrayList<Table>();
        var goals = new ArrayList<Goal>();
        var raw = new LinkedHashMap<String, Object>();
        try (var registry = FilledRegistry.start(bench)) {
            for (var distance : DISTANCES) {
                try (var distant = DistantRegistry.of(registry.uri(), Duration.ofMillis(distance.milliseconds()), 0)) {
                    var place = distance.isNone() ? registry.uri() : distant.uri();
                    measure(bench, registry, place, distance, tables, goals, raw);
                }
            }
        }
        return new Section(
                "Size and digest of 1,000 tags",
                "`tagInfoResults` of a repository with 1,000 tags, each with a digest of its own, on Debian's `docker-registry` with `htpasswd`, at three distances. The Python SDK asks one after the other, as the platform's own command does (`tag_info` and `digest`). The ORAS Java SDK is asked one after the other as well, and once more by %d threads; Jib core one after the other; `crane manifest` is started for each tag, %d at a time. Whoever does not ask for all tags at once is given fewer of them (%s; with threads, %d), and the time is multiplied, since it grows with the number. At 0 ms, where what a program computes itself decides, each program that stays has done the same %d times before, as a service has that runs for a while. But for this library, the Python SDK and the fastest of the others, who takes more than one and a half times as long as the fastest has two rounds, and who takes more than five times as long has one."
                        .formatted(
                                TagPeers.CONNECTIONS,
                                TagPeers.CONNECTIONS,
                                fewer(),
                                TagPeers.SOME_FOR_THREADS,
                                WARM_UPS),
                tables,
                "At 0 ms the registry: it computes a password check (bcrypt) for every request and keeps both processors busy, and `wrk` gets no more out of it. At a distance, the round trips: 1,000 requests over %d connections are %d round trips, beside those of the list of tags."
                        .formatted(
                                TagPeers.CONNECTIONS,
                                (FilledRegistry.TAGS + TagPeers.CONNECTIONS - 1) / TagPeers.CONNECTIONS),
                goals,
                raw);
    }

    private static String fewer() {
        return DISTANCES.stream()
                .map(distance -> distance.fewer() + " " + distance)
                .collect(Collectors.joining(", "));
    }

    private static void measure(
            Bench bench,
            FilledRegistry registry,
            URI place,
            Distance distance,
            List<Table> tables,
            List<Goal> goals,
            Map<String, Object> raw)
            throws IOException {
        Bench.say("tags " + distance);
        var peers = new TagPeers(bench, registry, place).all(distance.fewer(), distance.isNone());
        try {
            peers.forEach(peer -> warmUp((PartialPeer) peer, distance));
            var series = Series.sparingTheSlow(
                    peers, COMPARED, bench.rounds(), (peer, number) -> ((PartialPeer) peer).seconds());
            tables.add(Table.of("1,000 tags " + distance, series, "okhttp"));
            raw.put(distance.toString(), series.seconds());
            goals.addAll(goals(series, distance));
        } finally {
            peers.forEach(Peer::close);
        }
    }

    /** Once, or until the compilers have done what they do; commands start anew each time. */
    private static void warmUp(PartialPeer peer, Distance distance) {
        var times = distance.isNone() && peer.pid() != 0 ? WARM_UPS : 1;
        for (var time = 0; time < times; time++) {
            var unused = peer.seconds();
        }
    }

    private static List<Goal> goals(Series series, Distance distance) {
        var goals = new ArrayList<Goal>();
        var others = series.seconds().keySet().stream()
                .filter(peer -> !Bench.TRANSPORTS.contains(peer) && !peer.equals(LoadGenerator.NAME))
                .toList();
        for (var transport : Bench.TRANSPORTS) {
            if (!distance.isNone() && others.contains(TagPeers.SDK)) {
                goals.add(Goal.atLeast(
                        "1,000 tags %s, %s: at least %.0f × as fast as the SDK"
                                .formatted(distance, transport, distance.timesTheSdk()),
                        series.ratio(TagPeers.SDK, transport),
                        distance.timesTheSdk(),
                        " ×"));
            }
            if (!others.isEmpty()) {
                var fastest = series.fastest(others);
                goals.add(Goal.atLeast(
                        "1,000 tags %s, %s: ahead of all others (%s)".formatted(distance, transport, fastest),
                        series.ratio(fastest, transport),
                        1,
                        " ×"));
            }
            if (series.seconds().containsKey(LoadGenerator.NAME)) {
                goals.add(Goal.atLeast(
                        "1,000 tags at 0 ms, " + transport
                                + ": at least 90 % of the requests that a load generator gets through",
                        series.ratio(LoadGenerator.NAME, transport),
                        SHARE_OF_LOAD_GENERATOR,
                        " ×"));
            }
        }
        return goals;
    }
}
