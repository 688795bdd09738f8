package us.apolo.images.osgi;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.Constants;

/** Jars: ours as they were built, others' as they are published. */
final class BundleFiles {
    private static final Path MODULES = Path.of(System.getProperty("modules"));
    private static final Path BUNDLES = Path.of(System.getProperty("bundles"));
    private static final String VERSION = "-[0-9][^-]*(-SNAPSHOT)?";

    private BundleFiles() {}

    /** A module's jar, which has the module's classes alone. */
    static Path plain(String module) {
        return built(module, module + VERSION + "\\.jar");
    }

    /** A module's jar with the libraries inside. */
    static Path selfContained(String module) {
        return built(module, module + VERSION + "-osgi\\.jar");
    }

    private static Path built(String module, String name) {
        try (var files = Files.list(MODULES.resolve(module).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "There is no " + name + " of " + module + ": it is built in the phase 'package'"))
                    .normalize();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody else's bundle, by its artifact. */
    static Path published(String artifact) {
        return BUNDLES.resolve(artifact + ".jar");
    }

    /** The libraries that a module needs at run time, as far as they are bundles. */
    static List<Path> librariesOf(String module) {
        return classPathOf(module).filter(BundleFiles::isBundle).toList();
    }

    private static Stream<Path> classPathOf(String module) {
        try {
            var line = Files.readString(MODULES.resolve(module).resolve("target/class-path"));
            return Stream.of(line.strip().split(File.pathSeparator))
                    .filter(file -> file.endsWith(".jar") && !file.contains("apolo-images-api"))
                    .map(Path::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBundle(Path jar) {
        return manifest(jar).getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
    }

    static Manifest manifest(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.getManifest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
