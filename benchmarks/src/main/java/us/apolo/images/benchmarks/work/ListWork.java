package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.CommandPeer;
import us.apolo.images.benchmarks.Goal;
import us.apolo.images.benchmarks.Outcome;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.benchmarks.Section;
import us.apolo.images.benchmarks.Series;
import us.apolo.images.benchmarks.Table;
import us.apolo.images.benchmarks.Work;
import us.apolo.images.services.Command;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** The list of all repositories. */
public final class ListWork implements Work {
    private static final String SDK = "Python SDK";
    private static final int MANY = 100_000;
    private static final double TIMES_THE_SDK = 8;

    @Override
    public String name() {
        return "list";
    }

    @Override
    public Section measure(Bench bench) throws IOException {
        var tables = new ArrayList<Table>();
        var goals = new ArrayList<Goal>();
        var raw = new LinkedHashMap<String, Object>();
        try (var registry = FilledRegistry.start(bench)) {
            var login = registry.dockerLogin(registry.uri().getAuthority()).toString();
            add(
                    "2,000 repositories of the real registry",
                    list(bench, registry.uri(), registry.environment(), login, FilledRegistry.REPOSITORIES),
                    tables,
                    goals,
                    raw);
        }
        try (var server = RegistryServer.start()) {
            var image = TestImage.builder().build();
            for (var number = 0; number < MANY; number++) {
                server.put("acme/ml/repository-%06d".formatted(number), "v1", image);
            }
            add(
                    "100,000 repositories of the test kit's registry",
                    list(bench, server.uri(), Map.of(), "/nowhere", MANY),
                    tables,
                    goals,
                    raw);
        }
        return new Section(
                "The list of all repositories",
                "`list()`: every name arrives as a `RemoteImage`. The real registry is Debian's, with passwords; the test kit's keeps its names in memory, so that the reading is what costs. `crane catalog` gives the names as they are. The ORAS Java SDK gives the first page alone, and Jib core has no list.",
                tables,
                "On the real registry, its walk through the folders of all repositories, which it does again for each page: so it is asked for pages as large as it gives. The SDK asks for 30 names at a time. The bare requests for the same pages are among the figures of what happens inside the process.",
                goals,
                raw);
    }

    private static Series list(Bench bench, URI place, Map<String, String> environment, String login, int expected) {
        Bench.say("listing " + expected + " repositories");
        var peers = peers(bench, place, environment, login);
        try {
            return Series.of(peers, bench.rounds(), true, (peer, number) -> seconds(peer, expected));
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private static double seconds(Peer peer, int expected) {
        Outcome outcome = peer.run(List.of("list"));
        if (!outcome.found().equals(Integer.toString(expected))) {
            throw new IllegalStateException(
                    "%s has listed %s repositories, not %d".formatted(peer.name(), outcome.found(), expected));
        }
        return outcome.seconds();
    }

    private static List<Peer> peers(Bench bench, URI place, Map<String, String> environment, String login) {
        var peers = new ArrayList<Peer>();
        for (var transport : Bench.TRANSPORTS) {
            var command =
                    bench.java(List.of(Bench.HEAP), "Apolo", transport, "oci-layout", "/nowhere", place.toString());
            peers.add(bench.serve(transport, command, environment));
        }
        bench.peer("python/bin/python")
                .map(python -> List.of(python, bench.peers().resolve("sdk.py").toString(), place.toString()))
                .ifPresent(command -> peers.add(bench.serve(SDK, command, environment)));
        bench.peer("crane")
                .ifPresent(crane -> peers.add(new CommandPeer(
                        "crane catalog",
                        words -> Command.of(
                                        "sh",
                                        "-c",
                                        "\"$0\" catalog --insecure \"$1\" | wc -l",
                                        crane,
                                        place.getAuthority())
                                .environment("DOCKER_CONFIG", login))));
        return peers;
    }

    private static void add(
            String caption, Series series, List<Table> tables, List<Goal> goals, Map<String, Object> raw) {
        tables.add(Table.of(caption, series, "okhttp"));
        raw.put(caption, series.seconds());
        if (series.seconds().containsKey(SDK)) {
            for (var transport : Bench.TRANSPORTS) {
                goals.add(Goal.atLeast(
                        caption + ", " + transport + ": at least 8 × as fast as the SDK",
                        series.ratio(SDK, transport),
                        TIMES_THE_SDK,
                        " ×"));
            }
        }
    }
}
