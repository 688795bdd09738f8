package us.apolo.images.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import us.apolo.images.services.Command;

/**
 * What it was measured on, and with which versions.
 *
 * @param lines a line for each
 */
record Machine(List<String> lines) {
    private static final Pattern MODEL = Pattern.compile("model name\\s*:\\s*(.*)");

    Machine {
        lines = List.copyOf(lines);
    }

    static Machine look(Bench bench) {
        var lines = new ArrayList<String>();
        lines.add("%d processors (%s), %d GB of memory, %s"
                .formatted(Runtime.getRuntime().availableProcessors(), processor(), gigabytes(), system()));
        lines.add(System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        lines.add(firstLine("docker-registry", "--version"));
        lines.add(firstLine("dockerd", "--version"));
        lines.add(firstLine("skopeo", "--version"));
        lines.add(firstLine("curl", "--version"));
        bench.peer("crane").ifPresent(crane -> lines.add("crane " + firstLine(crane, "version")));
        bench.peer("python/bin/python")
                .ifPresent(python -> lines.add(firstLine(python, "--version") + ", apolo-sdk "
                        + firstLine(python, "-c", "import apolo_sdk; print(apolo_sdk.__version__)")));
        var versions = bench.peers().resolve("versions");
        if (versions.toFile().exists()) {
            lines.addAll(Texts.read(versions).lines().toList());
        }
        return new Machine(lines);
    }

    String text() {
        return "Measured with " + String.join("; ", lines) + ".";
    }

    private static String processor() {
        var matcher = MODEL.matcher(Texts.read(Path.of("/proc/cpuinfo")));
        return matcher.find() ? matcher.group(1) : System.getProperty("os.arch");
    }

    private static String system() {
        return System.getProperty("os.name") + " "
                + System.getProperty("os.version").replaceFirst("-.*", "");
    }

    private static long gigabytes() {
        var memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
        return Math.round(memory / (double) (1L << 30));
    }

    private static String firstLine(String... command) {
        return Command.of(command).run().output().lines().findFirst().orElse("").replaceFirst(" Release-Date.*", "");
    }
}
