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
    private static final int WARM_UPS = 8;

    private static final double TIMES_THE_SDK = 8;

    @Override
    public String name() {
        return "list";
    }

    /**
     * A registry and who is let in.
     *
     * @param uri where it is
     * @param environment the login of programs that stay
     * @param login the folder with the login of commands
     * @param repositories how many it has
     */
    private record Place(URI uri, Map<String, String> environment, String login, int repositories) {}

    @Override
    public Section measure(Bench bench) throws IOException {
        var tables = new ArrayList<Table>();
        var goals = new ArrayList<Goal>();
        var raw = new LinkedHashMap<String, Object>();
        try (var registry = FilledRegistry.start(bench)) {
            var login = registry.dockerLogin(registry.uri().getAuthority()).toString();
            var place = new Place(registry.uri(), registry.environment(), login, FilledRegistry.REPOSITORIES);
            add("2,000 repositories of the real registry", list(bench, peers(bench, place)), tables, goals, raw);
        }
        try (var kit = kit()) {
            var place = new Place(kit.uri(), Map.of(), "/nowhere", MANY);
            add(
                    "100,000 repositories of the test kit's registry",
                    list(bench, peers(bench, place)),
                    tables,
                    goals,
                    raw);
        }
        return new Section(
                "The list of all repositories",
                "`list()`: every name arrives as a `RemoteImage`. The real registry is Debian's, with passwords; the test kit's keeps its names in memory, so that the reading is what costs. A program of this library has listed %d times before, as a service that runs for a while, and the SDK, whose language has no compiler, once. `crane catalog` gives the names as they are. The ORAS Java SDK gives the first page alone, and Jib core has no list."
                        .formatted(WARM_UPS + 1),
                tables,
                "On the real registry, its walk through the folders of all repositories, which it does again for each page: so it is asked for pages as large as it gives. The SDK asks for 30 names at a time. The bare requests for the same pages are among the figures of what happens inside the process.",
                goals,
                raw);
    }

    private static RegistryServer kit() {
        var server = RegistryServer.start();
        var image = TestImage.builder().build();
        for (var number = 0; number < MANY; number++) {
            server.put("acme/ml/repository-%06d".formatted(number), "v1", image);
        }
        return server;
    }

    /** Until the compilers have done what they do; the others have none. */
    private static void warmUp(Peer peer) {
        for (var time = 0; time < WARM_UPS; time++) {
            var unused = peer.run(List.of("list"));
        }
    }

    private static Series list(Bench bench, List<Peer> peers) {
        Bench.say("listing repositories");
        try {
            peers.stream()
                    .filter(peer -> Bench.TRANSPORTS.contains(peer.name()))
                    .forEach(ListWork::warmUp);
            return Series.of(peers, bench.rounds(), true, (peer, number) -> ((PartialPeer) peer).seconds());
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private static List<Peer> peers(Bench bench, Place place) {
        var peers = new ArrayList<Peer>();
        for (var transport : Bench.TRANSPORTS) {
            var command = bench.java(
                    List.of(Bench.HEAP),
                    "Apolo",
                    transport,
                    "oci-layout",
                    "/nowhere",
                    place.uri().toString());
            peers.add(lister(bench.serve(transport, command, place.environment()), place));
        }
        bench.peer("python/bin/python")
                .map(python -> List.of(
                        python,
                        bench.peers().resolve("sdk.py").toString(),
                        place.uri().toString()))
                .map(command -> bench.serve(SDK, command, place.environment()))
                .ifPresent(sdk -> peers.add(lister(sdk, place)));
        bench.peer("crane")
                .map(crane -> new CommandPeer(
                        "crane catalog",
                        words -> Command.of(
                                        "sh",
                                        "-c",
                                        "\"$0\" catalog --insecure \"$1\" | wc -l",
                                        crane,
                                        place.uri().getAuthority())
                                .environment("DOCKER_CONFIG", place.login())))
                .ifPresent(crane -> peers.add(lister(crane, place)));
        return peers;
    }

    private static Peer lister(Peer peer, Place place) {
        return new PartialPeer(peer, List.of("list"), 1, Integer.toString(place.repositories()));
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
