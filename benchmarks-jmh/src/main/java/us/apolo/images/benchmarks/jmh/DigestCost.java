package us.apolo.images.benchmarks.jmh;

import tools.jackson.databind.node.ObjectNode;

/**
 * One digest of a warm program, beside the same request made by the transport alone: {@link DigestBenchmark} by turns, so
 * that the two can be compared on a machine that has other things to do.
 */
public final class DigestCost {
    private static final int EACH_TURN = 500;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 201;

    private DigestCost() {}

    /**
     * Measures.
     *
     * @param arguments how many rounds; 201 without
     * @throws Exception if something does not work
     */
    public static void main(String[] arguments) throws Exception {
        var rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        var report = Report.of("digest").put("digestsInEachTurn", EACH_TURN);
        try (var server = ServerProcess.start("kit", 0)) {
            for (var transport : Transports.NAMES) {
                measure(server, transport, rounds, report.putObject(transport));
            }
        }
        Report.print(report);
    }

    private static void measure(ServerProcess server, String transport, int rounds, ObjectNode json) throws Exception {
        var carrier = Transports.open(transport);
        try (var images = Transports.images(carrier, server.uri())) {
            var bare = new BareRequests(carrier, server.uri());
            var image = images.parser().remoteImage("image:/ml/app:" + BenchmarkServer.TAG);
            var turns = new Turns()
                    .add("images", () -> {
                        for (var i = 0; i < EACH_TURN; i++) {
                            var unused = images.digest(image);
                        }
                    })
                    .add("bare", () -> {
                        for (var i = 0; i < EACH_TURN; i++) {
                            var unused = bare.digest();
                        }
                    })
                    .run(WARM_UP, rounds);
            turns.writeTo(json);
            turns.writeRatio(json, "images", "bare");
        }
    }
}
