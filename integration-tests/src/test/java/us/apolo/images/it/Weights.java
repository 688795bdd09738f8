package us.apolo.images.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users carry beside this library's own jars, as tables for people. */
final class Weights {
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d.*)\\.jar");
    private static final double KILO = 1024;

    private Weights() {}

    /** The jars that come with one artifact. */
    static String of(String artifact) {
        var jars = libraries(BuiltJars.of(artifact));
        if (jars.isEmpty()) {
            return "`" + artifact + "`: nothing.\n";
        }
        var rows = jars.stream()
                .sorted(Comparator.comparing(Weights::size).reversed())
                .map(jar -> row(jar, size(jar)))
                .collect(Collectors.joining());
        return "`" + artifact + "`: " + megabytes(total(jars)) + ".\n\n| jar | version | KB |\n| --- | --- | ---: |\n"
                + rows;
    }

    private static String row(Path jar, long size) {
        var name = VERSIONED.matcher(jar.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException(jar + " has no version in its name");
        }
        return "| " + name.group(1) + " | " + name.group(2) + " | " + Math.round(size / KILO) + " |\n";
    }

    /** All that comes with the core and two adapters, each jar once. */
    static String ofPairs() {
        var rows = Stream.of(AdapterPair.values())
                .map(pair -> "| `" + pair.transportArtifact() + "` | `" + pair.storeArtifact() + "` | "
                        + megabytes(total(libraries(BuiltJars.of(pair)))) + " |\n")
                .collect(Collectors.joining());
        return "| transport | local store | together |\n| --- | --- | ---: |\n" + rows;
    }

    private static List<Path> libraries(BuiltJars jars) {
        return jars.jars().stream()
                .filter(jar -> !BuiltJars.published().contains(BuiltJars.artifact(jar)))
                .toList();
    }

    private static long total(List<Path> jars) {
        return jars.stream().mapToLong(Weights::size).sum();
    }

    private static long size(Path jar) {
        try {
            return Files.size(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / KILO / KILO);
    }
}
