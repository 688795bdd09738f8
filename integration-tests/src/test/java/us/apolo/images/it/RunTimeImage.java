package us.apolo.images.it;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java platform that {@code jlink} makes, with the modules that a program needs and no others.
 *
 * @param folder where it is to be
 */
record RunTimeImage(Path folder) {
    /**
     * Tries to make it.
     *
     * @param path where modules are
     * @param modules which are wanted: the program and the adapters, since nobody asks for those
     */
    Tool.Result link(List<Path> path, List<String> modules) {
        // Before JDK 22 elliptic curves are a module of their own, and no registry speaks TLS without them.
        var names = Stream.concat(modules.stream(), Stream.of("jdk.crypto.ec"));
        return Tool.JLINK.attempt(
                List.of("--no-header-files", "--no-man-pages", "--strip-java-debug-attributes"),
                "--output",
                folder,
                "--module-path",
                path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "--add-modules",
                names.collect(Collectors.joining(",")));
    }

    /** The words that start a program in it. */
    List<String> start(String mainClass) {
        var module = mainClass.substring(0, mainClass.lastIndexOf('.'));
        return List.of(folder.resolve("bin/java").toString(), "--module", module + "/" + mainClass);
    }
}
