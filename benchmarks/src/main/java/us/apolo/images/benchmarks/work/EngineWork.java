package us.apolo.images.benchmarks.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.CommandPeer;
import us.apolo.images.benchmarks.Goal;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.benchmarks.Section;
import us.apolo.images.benchmarks.Series;
import us.apolo.images.benchmarks.Spread;
import us.apolo.images.benchmarks.Table;
import us.apolo.images.benchmarks.Work;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.SampleImage;

/** Push and pull through an engine, beside the engine's own command. */
public final class EngineWork implements Work {
    private static final String COMMAND = "docker push/pull";
    private static final String DOCKER_JAVA = "docker-java";
    private static final Set<String> SPARED = Set.of(DOCKER_JAVA);
    private static final double MOST_OF_COMMAND = 1.02;
    private static final double MOST_PROCESSOR = 0.05;
    private static final int WARM_UPS = 20;

    private final List<Size> sizes =
            List.of(new Size("8 layers of 25 MB", 8, 25_000_000), new Size("100 layers of 100 KB", 100, 100_000));
    private final Map<String, Double> ownProcessor = new LinkedHashMap<>();
    private final Map<String, Double> engineProcessor = new LinkedHashMap<>();

    /** An image. */
    private record Size(String name, int layers, long bytesEach) {
        String local() {
            return "bench-" + layers + ":v1";
        }
    }

    @Override
    public String name() {
        return "engine";
    }

    @Override
    public Section measure(Bench bench) {
        var tables = new ArrayList<Table>();
        var goals = new ArrayList<Goal>();
        var raw = new LinkedHashMap<String, Object>();
        try (var engine = EngineProcess.startInMemory()) {
            var peers = peers(bench, engine);
            try {
                warmUp(engine, peers);
                for (var size : sizes) {
                    measure(bench, engine, peers, size, tables, goals, raw);
                }
                tables.add(processor(peers, goals));
            } finally {
                peers.forEach(Peer::close);
            }
        }
        return new Section(
                "Push and pull through the engine",
                "The time from the call to its return by `docker-daemon-adapter`, in a running program that has moved a small image %d times before, beside the `docker` command from its start to its end and docker-java used directly, which has two rounds. The engine's data is in memory, so that the disk is not what is measured. The command does less: it gets an image that has the registry's name already, and leaves that name behind; the library gives the name, takes it away again, and compares the digest with the registry's. Each push goes to a registry of its own that is empty and has its data in memory, so that no layer is there before; before each pull the image is taken from the engine."
                        .formatted(2 * WARM_UPS),
                tables,
                "The engine bounds it: it compresses (push), unpacks and registers (pull) the layers. What the library does itself is the last table.",
                goals,
                raw);
    }

    private static List<Peer> peers(Bench bench, EngineProcess engine) {
        var peers = new ArrayList<Peer>();
        Bench.TRANSPORTS.forEach(transport -> peers.add(apolo(bench, engine, transport)));
        peers.add(new CommandPeer(
                COMMAND,
                words -> engine.docker(
                        words.get(0), "--quiet", words.get(0).equals("push") ? words.get(2) : words.get(1))));
        bench.javaPeer(List.of(), "DockerJava", engine.host())
                .ifPresent(command -> peers.add(bench.serve(DOCKER_JAVA, command, Map.of())));
        return peers;
    }

    private static Peer apolo(Bench bench, EngineProcess engine, String transport) {
        var command = bench.java(
                List.of(Bench.HEAP), "Apolo", transport, "docker-daemon", engine.host(), "http://127.0.0.1:1");
        return bench.serve(transport, command, Map.of());
    }

    /** With a small image, since the large ones take long enough. */
    private void warmUp(EngineProcess engine, List<Peer> peers) {
        var small = new Size("a layer", 1, 1_000);
        SampleImage.of(engine).layers(small.layers(), small.bytesEach()).make(small.local());
        try (var registry = EmptyRegistry.start()) {
            var remote = registry.authority() + "/acme/ml/app:v1";
            var programs = peers.stream().filter(peer -> peer.pid() != 0).toList();
            repeat(programs, peer -> push(engine, peer, small, registry));
            engine.remove(small.local());
            repeat(programs, peer -> pull(engine, peer, remote));
        }
        ownProcessor.clear();
        engineProcessor.clear();
    }

    private static void repeat(List<Peer> programs, Consumer<Peer> task) {
        for (var peer : programs) {
            for (var time = 0; time < WARM_UPS; time++) {
                task.accept(peer);
            }
        }
    }

    private void measure(
            Bench bench,
            EngineProcess engine,
            List<Peer> peers,
            Size size,
            List<Table> tables,
            List<Goal> goals,
            Map<String, Object> raw) {
        SampleImage.of(engine).layers(size.layers(), size.bytesEach()).make(size.local());
        Bench.say("pushing " + size.name());
        var pushes = Series.sparing(peers, SPARED, bench.rounds(), (peer, number) -> push(engine, peer, size));
        try (var registry = EmptyRegistry.start()) {
            var remote = registry.authority() + "/acme/ml/app:v1";
            engine.docker("tag", size.local(), remote).run();
            engine.docker("push", "--quiet", remote).run();
            engine.remove(remote);
            engine.remove(size.local());
            Bench.say("pulling " + size.name());
            var pulls = Series.sparing(peers, SPARED, bench.rounds(), (peer, number) -> pull(engine, peer, remote));
            add("Push, " + size.name(), pushes, tables, goals, raw);
            add("Pull, " + size.name(), pulls, tables, goals, raw);
        }
    }

    private double push(EngineProcess engine, Peer peer, Size size) {
        try (var registry = EmptyRegistry.start()) {
            return push(engine, peer, size, registry);
        }
    }

    private double push(EngineProcess engine, Peer peer, Size size, EmptyRegistry registry) {
        var remote = registry.authority() + "/acme/ml/app:v1";
        if (peer.name().equals(COMMAND)) {
            engine.docker("tag", size.local(), remote).run();
        }
        var seconds = run(peer, List.of("push", size.local(), remote));
        if (peer.name().equals(COMMAND)) {
            engine.remove(remote);
        }
        return seconds;
    }

    private double pull(EngineProcess engine, Peer peer, String remote) {
        var seconds = run(peer, List.of("pull", remote, "pulled:v1"));
        engine.remove(peer.name().equals(COMMAND) ? remote : "pulled:v1");
        return seconds;
    }

    private double run(Peer peer, List<String> words) {
        var own = peer.pid() == 0 ? 0 : ProcessorTime.of(peer.pid());
        var engine = engineProcessor();
        var seconds = peer.run(words).seconds();
        if (peer.pid() != 0) {
            ownProcessor.merge(peer.name(), ProcessorTime.of(peer.pid()) - own, Double::sum);
            engineProcessor.merge(peer.name(), engineProcessor() - engine, Double::sum);
        }
        return seconds;
    }

    private static double engineProcessor() {
        return ProcessorTime.ofOurs("dockerd") + ProcessorTime.ofOurs("containerd");
    }

    private static void add(
            String caption, Series series, List<Table> tables, List<Goal> goals, Map<String, Object> raw) {
        tables.add(Table.of(caption, series, COMMAND));
        raw.put(caption, series.seconds());
        for (var peer : Bench.TRANSPORTS) {
            goals.add(Goal.atMost(
                    caption + ", " + peer + ": at most 1.02 × the command's time",
                    series.ratio(peer, COMMAND),
                    MOST_OF_COMMAND,
                    " ×"));
        }
    }

    private Table processor(List<Peer> peers, List<Goal> goals) {
        var rows = new ArrayList<List<String>>();
        for (var peer : peers) {
            if (peer.pid() == 0) {
                continue;
            }
            var own = ownProcessor.getOrDefault(peer.name(), 0.0);
            var engine = engineProcessor.getOrDefault(peer.name(), 1.0);
            var share = own / engine;
            rows.add(List.of(
                    peer.name(),
                    Spread.number(own) + " s",
                    Spread.number(engine) + " s",
                    Spread.number(100 * share) + " %"));
            if (Bench.TRANSPORTS.contains(peer.name())) {
                goals.add(new Goal(
                        peer.name() + ": own processor time at most 5 % of the engine's",
                        Spread.number(100 * share) + " %",
                        share <= MOST_PROCESSOR));
            }
        }
        return new Table(
                "Processor time of all these transfers together", List.of("", "own", "the engine's", "share"), rows);
    }
}
