package us.apolo.images.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * Copies of jars in a folder, where those without a module descriptor get one, as a user does who wants to link them: what
 * {@code jdeps} proposes, compiled by {@code javac} and added by {@code jar}.
 *
 * @param folder the folder
 */
record ModuleFolder(Path folder) {
    /** Copies the jars. */
    static ModuleFolder of(BuiltJars jars, Path folder) {
        try {
            Files.createDirectories(folder);
            for (var jar : jars.jars()) {
                Files.copy(jar, folder.resolve(jar.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModuleFolder(folder);
    }

    /** Goes on until no descriptor asks for a module without one: those that are added ask for more. */
    void addDescriptors(Path work) {
        var modules = Modules.in(folder);
        for (var left = modules.automaticAndAskedFor(); !left.isEmpty(); left = modules.automaticAndAskedFor()) {
            for (var module : new TreeSet<>(left)) {
                addDescriptor(module, modules.jar(module), work.resolve(module));
            }
            modules = Modules.in(folder);
        }
    }

    private void addDescriptor(String module, Path jar, Path work) {
        // Open, since what is in there may be read by reflection: docker-java's documents are.
        Tool.JDEPS.run(
                List.of("--multi-release", "17", "--ignore-missing-deps"),
                "--module-path",
                folder,
                "--generate-open-module",
                work.resolve("source"),
                jar);
        Tool.JAVAC.run(
                List.of("--patch-module", module + "=" + jar, "--module-path", folder.toString(), "-d"),
                work.resolve("classes"),
                proposal(work.resolve("source")));
        Tool.JAR.run(List.of("--update", "--file"), jar, "-C", work.resolve("classes"), "module-info.class");
    }

    private static Path proposal(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("module-info.java"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
