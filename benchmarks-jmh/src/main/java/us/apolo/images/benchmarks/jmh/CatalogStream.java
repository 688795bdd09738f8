package us.apolo.images.benchmarks.jmh;

import tools.jackson.databind.node.ObjectNode;

/** A catalog of a million names, read as a stream. To be run with {@code -Xmx32m}. */
public final class CatalogStream {
    private static final int WARM_UP = 1;
    private static final int ROUNDS = 5;

    private CatalogStream() {}

    /**
     * Measures.
     *
     * @param arguments how many names; a million without
     * @throws Exception if something does not work
     */
    public static void main(String[] arguments) throws Exception {
        var names = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        var report = Report.of("catalog stream").put("names", names);
        try (var server = ServerProcess.start("prepared", names)) {
            for (var transport : Transports.NAMES) {
                measure(server, transport, names, report.putObject(transport));
            }
        }
        Report.print(report);
    }

    private static void measure(ServerProcess server, String transport, int names, ObjectNode json) throws Exception {
        var carrier = Transports.open(transport);
        try (var images = Transports.images(carrier, server.uri());
                var watch = ResourceWatch.start()) {
            var bare = new BareRequests(carrier, server.uri());
            var turns = new Turns()
                    .add("images", () -> {
                        try (var all = images.listStream()) {
                            ListCost.require(
                                    names,
                                    all.filter(image -> !image.name().isEmpty()).count());
                        }
                    })
                    .add("pages", bare::pages)
                    .add("names", () -> ListCost.require(names, bare.names(name -> {})))
                    .run(WARM_UP, ROUNDS);
            turns.writeTo(json);
            turns.writeRatio(json, "images", "pages");
            turns.writeRatio(json, "images", "names");
            json.put("namesPerSecond", Math.round(names * 1e9 / turns.median("images")));
            watch.writeTo(json.putObject("resources"));
        }
    }
}
