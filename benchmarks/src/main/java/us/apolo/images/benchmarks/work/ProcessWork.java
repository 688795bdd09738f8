package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.Goal;
import us.apolo.images.benchmarks.Section;
import us.apolo.images.benchmarks.Spread;
import us.apolo.images.benchmarks.Table;
import us.apolo.images.benchmarks.Work;
import us.apolo.images.services.Command;

/**
 * What happens inside a process: {@code benchmarks-jmh/measure} measures it, and this reads what it has written.
 *
 * @param measure that command
 */
public record ProcessWork(Path measure) implements Work {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final double KIBIBYTE = 1024;
    private static final double MEBIBYTE = KIBIBYTE * KIBIBYTE;
    private static final double NANOS = 1e9;
    private static final double MOST_OF_BARE_DIGEST = 1.10;
    private static final double MOST_KIBIBYTES = 8;
    private static final double MOST_OF_BARE_PAGES = 1.10;
    private static final double LEAST_NAMES = 1e6;

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Section measure(Bench bench) throws IOException {
        Bench.say("inside the process");
        var folder = bench.folder().path().resolve("process");
        var words = new ArrayList<>(List.of(measure.toString(), folder.toString()));
        bench.peer("python/bin/python").ifPresent(words::add);
        Command.of(words).timeLimit(LIMIT).run();
        var results = new Results(folder);
        var tables = new ArrayList<Table>();
        var goals = new ArrayList<Goal>();
        results.digest(tables, goals);
        results.names(tables, goals);
        results.list(tables, goals);
        results.catalog(tables);
        results.transfer(tables);
        return new Section(
                "Inside the process",
                "Measured by JMH where a call takes little, and else by turns, in one virtual machine; the registries that are asked run in processes of their own. `benchmarks-jmh/README.md` has what is compared with what.",
                tables,
                "A warm digest is the transport's request: what the library adds is a name, a lookup of the login and the reading of one header field. A long list is the registry's answer and the reading of JSON; each name becomes a checked `RemoteImage`, which is what it costs above the bare pages. A transfer holds one piece of 128 KiB (in a pull) or 64 KiB (in a push) and one connection for each layer that is under way.",
                goals,
                results.raw());
    }

    /** The files that were written. */
    private record Results(Map<String, JsonNode> files) {
        Results(Path folder) throws IOException {
            this(read(folder));
        }

        private static Map<String, JsonNode> read(Path folder) throws IOException {
            var files = new LinkedHashMap<String, JsonNode>();
            try (var list = Files.list(folder)) {
                for (var file : (Iterable<Path>) list.sorted()::iterator) {
                    var name = file.getFileName().toString();
                    if (name.endsWith(".json")) {
                        files.put(name.replace(".json", ""), JSON.readTree(Files.readString(file)));
                    }
                }
            }
            return files;
        }

        private JsonNode file(String name) {
            return files.getOrDefault(name, JSON.missingNode());
        }

        Map<String, Object> raw() {
            return new LinkedHashMap<>(files);
        }

        private static Spread spread(JsonNode node) {
            return new Spread(
                    node.path("median").doubleValue(),
                    node.path("least").doubleValue(),
                    node.path("most").doubleValue());
        }

        private static Stream<JsonNode> stream(JsonNode array) {
            return array.valueStream();
        }

        /** JMH's results of one method, by the value of a parameter. */
        private Map<String, JsonNode> results(String file, String method, String parameter) {
            var results = new LinkedHashMap<String, JsonNode>();
            stream(file(file))
                    .filter(result -> result.path("benchmark").stringValue("").endsWith("." + method))
                    .forEach(result ->
                            results.put(result.path("params").path(parameter).stringValue(""), result));
            return results;
        }

        private static double score(JsonNode result) {
            return result.path("primaryMetric").path("score").doubleValue();
        }

        private static double kibibytes(JsonNode result) {
            return result.path("secondaryMetrics")
                            .path("gc.alloc.rate.norm")
                            .path("score")
                            .doubleValue()
                    / KIBIBYTE;
        }

        void digest(List<Table> tables, List<Goal> goals) {
            var ours = results("digest-jmh", "images", "transport");
            var bare = results("digest-jmh", "bare", "transport");
            var rows = new ArrayList<List<String>>();
            ours.forEach((transport, result) -> {
                var alone = bare.getOrDefault(transport, JSON.missingNode());
                var ratio = spread(
                        file("digest").path(transport).path("images/bare").path("time"));
                var more = kibibytes(result) - kibibytes(alone);
                rows.add(List.of(
                        transport,
                        Spread.number(score(result)) + " µs",
                        Spread.number(score(alone)) + " µs",
                        ratio.text(" ×"),
                        Spread.number(more) + " KiB"));
                goals.add(Goal.atMost(
                        "one warm digest, " + transport + ": at most 1.10 × the bare transport's time",
                        ratio,
                        MOST_OF_BARE_DIGEST,
                        " ×"));
                goals.add(new Goal(
                        "one warm digest, " + transport + ": at most 8 KiB allocated on top",
                        Spread.number(more) + " KiB",
                        more <= MOST_KIBIBYTES));
            });
            tables.add(new Table(
                    "One digest, warm, of the test kit's registry",
                    List.of("", "the library (JMH)", "the transport alone (JMH)", "by turns", "allocated on top"),
                    rows));
        }

        void names(List<Table> tables, List<Goal> goals) {
            var rows = new ArrayList<List<String>>();
            var others = new ArrayList<Double>();
            var ours = results("names", "images", "kind");
            ours.forEach((kind, result) -> {
                var nanos = score(result);
                var row = new ArrayList<>(List.of(kind, perSecond(nanos)));
                for (var method : List.of("dockerJava", "jib")) {
                    var other = results("names", method, "kind").get(kind);
                    row.add(other == null ? "–" : perSecond(score(other)));
                    if (other != null) {
                        others.add(score(other) / nanos);
                    }
                }
                var python = pythonNanos(kind);
                row.add(python.isEmpty() ? "–" : perSecond(Spread.of(python).median()));
                if (!python.isEmpty()) {
                    others.add(Spread.of(python).median() / nanos);
                }
                rows.add(row);
                goals.add(new Goal(
                        "reading names, " + kind + ": at least a million a second",
                        perSecond(nanos),
                        NANOS / nanos >= LEAST_NAMES));
            });
            var least = others.stream().mapToDouble(Double::doubleValue).min().orElse(0);
            goals.add(new Goal(
                    "reading names: ahead of all others",
                    "at least " + Spread.number(least) + " × as fast",
                    least >= 1));
            tables.add(new Table(
                    "Names read in a second on one processor",
                    List.of("", "`ImageParser`", "docker-java", "Jib core", "Python SDK"),
                    rows));
        }

        private List<Double> pythonNanos(String kind) {
            return stream(file("names-python").path(kind).path("nanos"))
                    .map(JsonNode::doubleValue)
                    .toList();
        }

        private static String perSecond(double nanos) {
            return Spread.number(NANOS / nanos / 1e6) + " million";
        }

        void list(List<Table> tables, List<Goal> goals) {
            var rows = new ArrayList<List<String>>();
            for (var server : List.of("kit", "prepared")) {
                for (var transport : Bench.TRANSPORTS) {
                    var found = file("list").path(server).path(transport);
                    var pages = spread(found.path("images/pages").path("time"));
                    rows.add(List.of(
                            transport + ", " + server,
                            seconds(found.path("images")),
                            pages.text(" ×"),
                            spread(found.path("images/names").path("time")).text(" ×")));
                    if (server.equals("kit")) {
                        goals.add(Goal.atMost(
                                "100,000 repositories of the test kit, " + transport
                                        + ": within 10 % of the bare requests",
                                pages,
                                MOST_OF_BARE_PAGES,
                                " ×"));
                    }
                }
            }
            tables.add(new Table(
                    "`list()` of 100,000 repositories, beside the same pages read and thrown away, and beside the same with their JSON read; by the test kit's registry, and by a server whose pages lie ready",
                    List.of("", "time", "to the pages", "to the pages and their JSON"),
                    rows));
        }

        private static String seconds(JsonNode turns) {
            var seconds = stream(turns.path("millis"))
                    .map(millis -> millis.doubleValue() / 1000)
                    .toList();
            return seconds.isEmpty() ? "–" : Spread.of(seconds).text(" s");
        }

        void catalog(List<Table> tables) {
            var rows = new ArrayList<List<String>>();
            for (var transport : Bench.TRANSPORTS) {
                var found = file("catalog").path(transport);
                rows.add(List.of(
                        transport,
                        Spread.number(found.path("namesPerSecond").doubleValue()),
                        mebibytes(found.path("resources").path("mostHeapBytes")),
                        mebibytes(found.path("resources").path("mostHeapBytesAfterCollection"))));
            }
            tables.add(new Table(
                    "`listStream()` of 1,000,000 repositories in a heap of 32 MiB",
                    List.of("", "names in a second", "most heap", "after a collection"),
                    rows));
        }

        private static String mebibytes(JsonNode bytes) {
            return Spread.number(bytes.doubleValue() / MEBIBYTE) + " MiB";
        }

        void transfer(List<Table> tables) {
            var rows = new ArrayList<List<String>>();
            for (var transport : Bench.TRANSPORTS) {
                file("transfer").path(transport).propertyStream().forEach(parallel -> {
                    for (var direction : List.of("push", "pull")) {
                        var resources = parallel.getValue().path(direction);
                        rows.add(List.of(
                                transport + ", " + direction + ", " + parallel.getKey(),
                                mebibytes(resources.path("mostHeapBytes")),
                                mebibytes(resources.path("mostHeapBytesAfterCollection")),
                                resources.path("mostThreads").asString("–"),
                                resources.path("mostDescriptors").asString("–")));
                    }
                });
            }
            tables.add(new Table(
                    "What a transfer between folder and registry holds at the most, by the number of layers at once, in a heap of 64 MiB; the virtual machine's own threads and descriptors included",
                    List.of("", "heap", "heap after a collection", "threads", "descriptors"),
                    rows));
        }
    }
}
