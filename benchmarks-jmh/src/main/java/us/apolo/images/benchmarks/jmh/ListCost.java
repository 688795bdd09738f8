package us.apolo.images.benchmarks.jmh;

import tools.jackson.databind.node.ObjectNode;

/**
 * A list of repositories by the library, beside the same pages fetched by the transport alone and thrown away, and
 * beside their names read and thrown away; before the test kit's registry, and before one that has its pages ready.
 */
public final class ListCost {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 15;

    private ListCost() {}

    /**
     * Measures.
     *
     * @param arguments how many repositories; 100,000 without
     * @throws Exception if something does not work
     */
    public static void main(String[] arguments) throws Exception {
        var names = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        var report = Report.of("list").put("names", names);
        for (var kind : new String[] {"kit", "prepared"}) {
            try (var server = ServerProcess.start(kind, names)) {
                for (var transport : Transports.NAMES) {
                    measure(
                            server,
                            transport,
                            names,
                            report.withObject("/" + kind).putObject(transport));
                }
            }
        }
        Report.print(report);
    }

    private static void measure(ServerProcess server, String transport, int names, ObjectNode json) throws Exception {
        var carrier = Transports.open(transport);
        try (var images = Transports.images(carrier, server.uri())) {
            var bare = new BareRequests(carrier, server.uri());
            var turns = new Turns()
                    .add("images", () -> require(names, images.list().size()))
                    .add("pages", bare::pages)
                    .add("names", () -> require(names, bare.names(name -> {})))
                    .run(WARM_UP, ROUNDS);
            turns.writeTo(json);
            turns.writeRatio(json, "images", "pages");
            turns.writeRatio(json, "images", "names");
        }
    }

    /** At least as many as there should be: the test kit's registry has one more. */
    static void require(long wanted, long count) {
        if (count < wanted) {
            throw new IllegalStateException("Not " + wanted + " names, but " + count);
        }
    }
}
