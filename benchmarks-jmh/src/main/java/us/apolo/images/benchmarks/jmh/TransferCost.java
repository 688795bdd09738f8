package us.apolo.images.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.OciLayout;

/**
 * What a running transfer holds: heap, threads, descriptors, by how many layers move at once. A gibibyte in eight layers
 * comes into a folder, and goes from there to another repository. To be run with {@code -Xmx64m}.
 */
public final class TransferCost {
    private static final int LAYERS = 8;
    private static final int[] PARALLEL = {1, 2, 4, 8};

    private TransferCost() {}

    /**
     * Measures.
     *
     * @param arguments how many MiB each of the eight layers has; 128 without
     * @throws Exception if something does not work
     */
    public static void main(String[] arguments) throws Exception {
        var mebibytes = arguments.length == 0 ? 128 : Integer.parseInt(arguments[0]);
        var report = Report.of("transfer").put("layers", LAYERS).put("mebibytesEach", mebibytes);
        try (var server = ServerProcess.start("blobs", mebibytes)) {
            for (var transport : Transports.NAMES) {
                for (var parallel : PARALLEL) {
                    measure(server, transport, parallel, report.withObject("/" + transport));
                }
            }
        }
        Report.print(report);
    }

    private static void measure(ServerProcess server, String transport, int parallel, ObjectNode json)
            throws Exception {
        var folder = Files.createTempDirectory("transfer-cost");
        try (var store = OciLayout.open(folder.resolve("layout"), parallel);
                var images = ApoloImages.builder()
                        .config(Transports.config(server.uri()))
                        .transport(transport)
                        .localStore(store)
                        .build()) {
            var local = new LocalImage("app", "v1");
            var node = json.putObject(Integer.toString(parallel));
            watch(node.putObject("pull"), () -> images.pull(remote(images, "pulled"), local));
            watch(node.putObject("push"), () -> images.push(local, remote(images, "pushed")));
        } finally {
            delete(folder);
        }
    }

    private static RemoteImage remote(Images images, String project) {
        return images.parser().remoteImage("image:/" + project + "/app:v1");
    }

    private static void watch(ObjectNode json, Turns.Task transfer) throws Exception {
        System.gc();
        try (var watch = ResourceWatch.start()) {
            var turns = new Turns().add("all", transfer).run(0, 1);
            json.put("millis", turns.median("all") / 1_000_000);
            watch.writeTo(json);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
