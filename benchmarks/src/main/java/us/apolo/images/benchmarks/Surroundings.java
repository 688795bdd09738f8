package us.apolo.images.benchmarks;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import us.apolo.images.services.Machine;

/**
 * What it was measured on, and with which versions.
 *
 * @param lines a line for each
 */
record Surroundings(List<String> lines) {
    Surroundings {
        lines = List.copyOf(lines);
    }

    static Surroundings look(Bench bench) {
        var machine = Machine.look();
        var lines = new ArrayList<String>();
        lines.add("%d processors and %d GB, %s".formatted(machine.processors(), machine.gigabytes(), machine.system()));
        lines.add(machine.java());
        lines.add(Machine.version("docker-registry", "--version"));
        lines.add(Machine.version("dockerd", "--version"));
        lines.add(Machine.version("skopeo", "--version"));
        bench.peer("crane").ifPresent(crane -> lines.add("crane " + Machine.version(crane, "version")));
        bench.peer("python/bin/python")
                .ifPresent(python -> lines.add(Machine.version(python, "--version") + ", apolo-sdk "
                        + Machine.version(python, "-c", "import apolo_sdk; print(apolo_sdk.__version__)")));
        var versions = bench.peers().resolve("versions");
        if (Files.exists(versions)) {
            lines.addAll(Texts.read(versions).lines().toList());
        }
        return new Surroundings(lines);
    }

    String text() {
        return "Measured with " + String.join("; ", lines) + ".";
    }
}
