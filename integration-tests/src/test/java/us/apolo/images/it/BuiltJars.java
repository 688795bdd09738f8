package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import us.apolo.images.services.Command;

/**
 * What a user has who asks for some of the modules: their jars as they were built, and those that they need at run time.
 *
 * @param jars the files, each once
 */
record BuiltJars(Set<Path> jars) {
    private static final Path MODULES = Path.of(System.getProperty("modules"));
    private static final Path PROBES = Path.of(System.getProperty("probes"));

    /** How a program is given its jars. */
    enum Way {
        CLASS_PATH,
        MODULE_PATH
    }

    static BuiltJars of(String... modules) {
        return new BuiltJars(Stream.of(modules)
                .flatMap(module -> Stream.concat(Stream.of(jar(module)), needed(module)))
                .map(Path::normalize)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** The core with a pair of adapters. */
    static BuiltJars of(AdapterPair adapters) {
        return of("apolo-images-core", adapters.transportArtifact(), adapters.storeArtifact());
    }

    /** The same without an artifact, as somebody has them who has copied too few. */
    BuiltJars without(String artifact) {
        return new BuiltJars(jars.stream()
                .filter(jar -> !artifact(jar).equals(artifact))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** The modules that are published, by their folders: those with a descriptor whose build does not keep them back. */
    static List<String> published() {
        try (var folders = Files.list(MODULES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("src/main/java/module-info.java")))
                    .filter(folder -> !read(folder.resolve("pom.xml")).contains("<unpublished>true<"))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sources of one module, without its descriptor. */
    static Stream<Path> sources(String module) {
        return sources(MODULES.resolve(module).resolve("src/main/java"), Way.CLASS_PATH).stream();
    }

    private static List<Path> sources(Path folder, Way way) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> way == Way.MODULE_PATH || !file.endsWith("module-info.java"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar of one module as it was built. */
    static Path jar(String module) {
        try (var files = Files.list(MODULES.resolve(module).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(module + "-[0-9][^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The jar of " + module + " is not built"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> needed(String module) {
        var line = read(MODULES.resolve(module).resolve("target/class-path"));
        return Stream.of(line.strip().split(File.pathSeparator))
                .filter(file -> !file.isEmpty())
                .map(Path::of);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of an artifact without its version. */
    static String artifact(Path jar) {
        return jar.getFileName().toString().replaceFirst("-[0-9].*", "");
    }

    /** Compiles a program against these jars. */
    void compile(String probe, Way way, Path into) {
        var exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, compilation(probe, way, into, 17).toArray(String[]::new));
        assertThat(exit).isZero();
    }

    /** Compiles a program of a newer Java against these jars. */
    void compile(Jdk jdk, String probe, Way way, Path into) {
        var words = new ArrayList<>(List.of(jdk.program("javac")));
        words.addAll(compilation(probe, way, into, jdk.feature()));
        Command.of(words).run();
    }

    private List<String> compilation(String probe, Way way, Path into, int release) {
        var arguments = new ArrayList<>(
                List.of("--release", Integer.toString(release), "-d", into.toString(), option(way), path()));
        sources(PROBES.resolve(probe), way).forEach(file -> arguments.add(file.toString()));
        return arguments;
    }

    /** The words that start a program which was compiled against these jars, with more folders or jars if need be. */
    List<String> start(String mainClass, Way way, Path... more) {
        return start(Jdk.running(), mainClass, way, more);
    }

    /** The same on another JDK. */
    List<String> start(Jdk jdk, String mainClass, Way way, Path... more) {
        var java = jdk.java();
        var path = Stream.concat(Stream.of(path()), Stream.of(more).map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
        var module = mainClass.substring(0, mainClass.lastIndexOf('.'));
        return way == Way.CLASS_PATH
                ? List.of(java, option(way), path, mainClass)
                : List.of(java, option(way), path, "--module", module + "/" + mainClass);
    }

    private static String option(Way way) {
        return way == Way.CLASS_PATH ? "--class-path" : "--module-path";
    }

    /** These jars as a class path or a module path. */
    String path() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
