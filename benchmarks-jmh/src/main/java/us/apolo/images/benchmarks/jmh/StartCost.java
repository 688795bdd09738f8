package us.apolo.images.benchmarks.jmh;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * From the start of a Java virtual machine to its end, with one digest between: as it is, with an archive of the classes
 * that are needed, and with the just-in-time compiler kept to its first stage. To be run from jars, since directories
 * cannot be archived.
 */
public final class StartCost {
    private static final int WARM_UP = 1;
    private static final int ROUNDS = 7;

    private StartCost() {}

    /**
     * Measures.
     *
     * @param arguments none
     * @throws Exception if something does not work
     */
    public static void main(String[] arguments) throws Exception {
        var report = Report.of("start");
        try (var server = ServerProcess.start("kit", 0)) {
            for (var transport : Transports.NAMES) {
                measure(server.uri(), transport, report.putObject(transport));
            }
        }
        Report.print(report);
    }

    private static void measure(URI registry, String transport, ObjectNode json) throws Exception {
        var archive = Files.createTempDirectory("start-cost").resolve("classes.jsa");
        try {
            run(registry, transport, "-XX:ArchiveClassesAtExit=" + archive);
            var shared = "-XX:SharedArchiveFile=" + archive;
            var turns = new Turns()
                    .add("plain", () -> run(registry, transport))
                    .add("archive", () -> run(registry, transport, shared))
                    .add("firstStage", () -> run(registry, transport, "-XX:TieredStopAtLevel=1"))
                    .add("archiveAndFirstStage", () -> run(registry, transport, shared, "-XX:TieredStopAtLevel=1"))
                    .run(WARM_UP, ROUNDS);
            turns.writeTo(json);
            turns.writeRatio(json, "archive", "plain");
            turns.writeRatio(json, "archiveAndFirstStage", "plain");
            json.put("archiveBytes", Files.size(archive));
        } finally {
            Files.deleteIfExists(archive);
            Files.delete(archive.getParent());
        }
    }

    private static void run(URI registry, String transport, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-Xshare:auto", "-Xlog:disable"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstDigest.class.getName()));
        command.addAll(List.of(transport, registry.toString(), BenchmarkServer.REPOSITORY + ":" + BenchmarkServer.TAG));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("BENCHMARK_USER", BenchmarkServer.USER);
        builder.environment().put("BENCHMARK_PASSWORD", BenchmarkServer.USER);
        var status = builder.start().waitFor();
        if (status != 0) {
            throw new IOException("It ended with status " + status + ": " + String.join(" ", command));
        }
    }
}
