package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.CommandPeer;
import us.apolo.images.benchmarks.DistantRegistry;
import us.apolo.images.benchmarks.Goal;
import us.apolo.images.benchmarks.Outcome;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.benchmarks.Section;
import us.apolo.images.benchmarks.Series;
import us.apolo.images.benchmarks.Table;
import us.apolo.images.benchmarks.Work;
import us.apolo.images.benchmarks.program.Apolo;
import us.apolo.images.services.Command;

/** Size and digest of a thousand tags, at several distances. */
public final class TagsWork implements Work {
    private static final String SDK = "Python SDK";
    private static final String WRK = "wrk, requests alone";
    private static final int CONNECTIONS = 16;

    private static final List<Distance> DISTANCES =
            List.of(new Distance(0, 200, 0), new Distance(10, 100, 8), new Distance(50, 50, 25));

    private static final double SHARE_OF_LOAD_GENERATOR = 0.9;
    private static final Pattern REQUESTS_PER_SECOND = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

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
                "`tagInfoResults` of a repository with 1,000 tags, each with a digest of its own, on Debian's `docker-registry` with `htpasswd`, at three distances. The Python SDK asks one after the other, as the platform's own command does (`tag_info` and `digest`). The ORAS Java SDK is asked one after the other as well, and once more by %d threads; Jib core one after the other; `crane manifest` is started for each tag, %d at a time. Whoever does not ask for all tags at once is given fewer of them (%s), and the time is multiplied, since it grows with the number: the SDK's time for all of them at 10 ms is in the data."
                        .formatted(CONNECTIONS, CONNECTIONS, fewer()),
                tables,
                "At 0 ms the registry: it computes a password check (bcrypt) for every request and keeps both processors busy, and `wrk` gets no more out of it. At a distance, the round trips: 1,000 requests over %d connections are %d round trips, beside those of the list of tags."
                        .formatted(CONNECTIONS, (FilledRegistry.TAGS + CONNECTIONS - 1) / CONNECTIONS),
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
        var peers = peers(bench, registry, place, distance);
        try {
            var series = Series.of(peers, bench.rounds(), true, (peer, number) -> ((Scaled) peer).seconds());
            tables.add(Table.of("1,000 tags " + distance, series, "okhttp"));
            raw.put(distance.toString(), series.seconds());
            goals.addAll(goals(series, distance));
            if (distance.milliseconds() == 10) {
                addFullRunOfSdk(peers, raw);
            }
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private static void addFullRunOfSdk(List<Peer> peers, Map<String, Object> raw) {
        for (var peer : peers) {
            if (peer.name().equals(SDK)) {
                raw.put(
                        "Python SDK, all 1,000 tags at 10 ms",
                        ((Scaled) peer).peer().run(sdk(FilledRegistry.TAGS)).seconds());
            }
        }
    }

    private static List<Goal> goals(Series series, Distance distance) {
        var goals = new ArrayList<Goal>();
        var others = series.seconds().keySet().stream()
                .filter(peer -> !Bench.TRANSPORTS.contains(peer) && !peer.equals(WRK))
                .toList();
        for (var transport : Bench.TRANSPORTS) {
            if (!distance.isNone() && others.contains(SDK)) {
                goals.add(Goal.atLeast(
                        "1,000 tags %s, %s: at least %.0f × as fast as the SDK"
                                .formatted(distance, transport, distance.timesTheSdk()),
                        series.ratio(SDK, transport),
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
            if (series.seconds().containsKey(WRK)) {
                goals.add(Goal.atLeast(
                        "1,000 tags at 0 ms, " + transport
                                + ": at least 90 % of the requests that a load generator gets through",
                        series.ratio(WRK, transport),
                        SHARE_OF_LOAD_GENERATOR,
                        " ×"));
            }
        }
        return goals;
    }

    /** A peer whose work is a part of the whole. */
    private record Scaled(Peer peer, List<String> words, double factor, String expected) implements Peer {
        @Override
        public String name() {
            return peer.name();
        }

        double seconds() {
            return run(words).seconds() * factor;
        }

        @Override
        public Outcome run(List<String> task) {
            var outcome = peer.run(task);
            if (!outcome.found().startsWith(expected)) {
                throw new IllegalStateException("%s has found %s, not %s".formatted(name(), outcome.found(), expected));
            }
            return outcome;
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    private static List<Peer> peers(Bench bench, FilledRegistry registry, URI place, Distance distance)
            throws IOException {
        var all = FilledRegistry.TAGS;
        var some = distance.fewer();
        var factor = all / (double) some;
        var environment = registry.environment();
        var found = some + " tags, ";
        var peers = new ArrayList<Peer>();
        for (var transport : Bench.TRANSPORTS) {
            var command =
                    bench.java(List.of(Bench.HEAP), "Apolo", transport, "oci-layout", "/nowhere", place.toString());
            peers.add(new Scaled(
                    bench.serve(transport, command, environment), List.of("tags", "image:app"), 1, all + " tags, "));
        }
        bench.peer("python/bin/python")
                .map(python -> List.of(python, bench.peers().resolve("sdk.py").toString(), place.toString()))
                .ifPresent(command ->
                        peers.add(new Scaled(bench.serve(SDK, command, environment), sdk(some), factor, found)));
        bench.javaPeer(List.of(), "Oras", place.getAuthority()).ifPresent(command -> {
            peers.add(new Scaled(
                    bench.serve("ORAS Java SDK", command, environment),
                    List.of("tags", FilledRegistry.TAGGED, Integer.toString(some), "1"),
                    factor,
                    found));
            peers.add(new Scaled(
                    bench.serve("ORAS Java SDK, 16 threads", command, environment),
                    List.of("tags", FilledRegistry.TAGGED, Integer.toString(all), Integer.toString(CONNECTIONS)),
                    1,
                    all + " tags, "));
        });
        bench.javaPeer(List.of(), "Jib", place.getAuthority())
                .ifPresent(command -> peers.add(new Scaled(
                        bench.serve("Jib core", command, environment),
                        List.of("tags", FilledRegistry.TAGGED, "v", Integer.toString(some)),
                        factor,
                        found)));
        var crane = bench.peer("crane");
        if (crane.isPresent()) {
            peers.add(new Scaled(crane(bench, crane.get(), registry, place, some), List.of(), factor, ""));
        }
        if (distance.isNone()) {
            peers.add(new Scaled(loadGenerator(bench, place), List.of(), all, ""));
        }
        return peers;
    }

    private static List<String> sdk(int tags) {
        return List.of("tags", "app", Integer.toString(tags));
    }

    private static Peer crane(Bench bench, String crane, FilledRegistry registry, URI place, int some)
            throws IOException {
        var images = bench.folder().path().resolve("crane-" + place.getPort());
        var names = IntStream.range(0, some)
                .mapToObj(tag -> place.getAuthority() + "/" + FilledRegistry.TAGGED + ":v" + tag + "\n")
                .collect(Collectors.joining());
        Files.writeString(images, names);
        var login = registry.dockerLogin(place.getAuthority()).toString();
        return new CommandPeer(
                "crane, 16 at a time",
                words -> Command.of(
                                "xargs",
                                "-a",
                                images.toString(),
                                "-P",
                                "16",
                                "-n",
                                "1",
                                crane,
                                "manifest",
                                "--insecure")
                        .environment("DOCKER_CONFIG", login));
    }

    /** Its seconds are those of one request, which the harness multiplies. */
    private static Peer loadGenerator(Bench bench, URI place) {
        var script = script(bench.folder().path());
        var command = Command.of(
                        "wrk",
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d3s",
                        "-s",
                        script.toString(),
                        place.resolve("/v2/" + FilledRegistry.TAGGED + "/").toString())
                .environment(Apolo.LOGIN, FilledRegistry.LOGIN);
        return new Peer() {
            @Override
            public String name() {
                return WRK;
            }

            @Override
            public Outcome run(List<String> words) {
                var output = command.run().output();
                var rate = REQUESTS_PER_SECOND.matcher(output);
                if (!rate.find() || output.contains("Non-2xx")) {
                    throw new IllegalStateException("The load generator has failed: " + output);
                }
                return new Outcome(1 / Double.parseDouble(rate.group(1)), "");
            }

            @Override
            public void close() {
                // It is started for each run.
            }
        };
    }

    private static Path script(Path folder) {
        try {
            return Files.writeString(
                    folder.resolve("tags.lua"), """
                    local login = os.getenv("BENCHMARK_LOGIN")
                    local letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                    local function base64(text)
                      local result = ""
                      for i = 1, #text, 3 do
                        local a, b, c = text:byte(i, i + 2)
                        local bits = a * 65536 + (b or 0) * 256 + (c or 0)
                        for position = 3, 0, -1 do
                          local six = math.floor(bits / 64 ^ position) % 64
                          local missing = (position == 0 and not c) or (position == 1 and not b)
                          result = result .. (missing and "=" or letters:sub(six + 1, six + 1))
                        end
                      end
                      return result
                    end
                    wrk.headers["Authorization"] = "Basic " .. base64(login)
                    wrk.headers["Accept"] = "application/vnd.oci.image.manifest.v1+json"
                    local number = 0
                    request = function()
                      number = (number + 1) % %d
                      return wrk.format("GET", wrk.path .. "manifests/v" .. number)
                    end
                    """.replace("%d", Integer.toString(FilledRegistry.TAGS)));
        } catch (IOException e) {
            throw new UncheckedIOException("The load generator's script could not be written", e);
        }
    }
}
