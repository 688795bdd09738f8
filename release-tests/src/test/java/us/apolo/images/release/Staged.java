package us.apolo.images.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A release in a folder, laid out as a repository is. {@code scripts/prove-release} says where. */
final class Staged {
    static final String VERSION = Objects.requireNonNull(System.getProperty("version"), "version");
    private static final Path FOLDER = Path.of(Objects.requireNonNull(System.getProperty("staged"), "staged"));
    private static final Path ARTIFACTS = FOLDER.resolve("us/apolo/images");

    private Staged() {}

    static Bom bom() {
        return new Bom(Pom.read(file(Bom.NAME, ".pom")));
    }

    /** The artifacts that have a jar. */
    static List<String> jars() {
        return bom().artifacts();
    }

    /** A file of an artifact by what follows the version in its name. */
    static Path file(String artifact, String end) {
        return folder(artifact).resolve(artifact + "-" + VERSION + end);
    }

    /** What is there of an artifact: the ends of the files' names. */
    static Set<String> ends(String artifact) {
        var start = artifact + "-" + VERSION;
        return names(folder(artifact)).stream()
                .map(name -> name.startsWith(start) ? name.substring(start.length()) : name)
                .collect(Collectors.toSet());
    }

    /** The names of all artifacts, and the folders' that are no artifacts. */
    static List<String> artifacts() {
        return names(ARTIFACTS);
    }

    /** All files of all artifacts that have a checksum beside them. */
    static List<Path> files() {
        try (var files = Files.walk(ARTIFACTS)) {
            return files.filter(file -> Files.exists(Path.of(file + ".sha1"))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a user of an artifact has on the class path at run time: {@code name:version} of each. */
    static List<String> comesWith(String artifact) {
        try {
            var line = Files.readString(FOLDER.resolveSibling("users").resolve(artifact));
            return Stream.of(line.strip().split(":"))
                    .map(Path::of)
                    .map(Staged::nameAndVersion)
                    .filter(name -> !name.equals(artifact + ":" + VERSION))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the place in a repository: the file is in the version's folder in the artifact's. */
    private static String nameAndVersion(Path jar) {
        var parts = jar.getNameCount();
        return jar.getName(parts - 3) + ":" + jar.getName(parts - 2);
    }

    private static Path folder(String artifact) {
        return ARTIFACTS.resolve(artifact).resolve(VERSION);
    }

    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
