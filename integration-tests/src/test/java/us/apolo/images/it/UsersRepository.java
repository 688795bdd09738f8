package us.apolo.images.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A local Maven repository for builds of users: with the artifacts as they were built just now, as {@code mvn install}
 * lays them there, and with what those builds have fetched.
 */
final class UsersRepository {
    private static final Path MODULES = Path.of(System.getProperty("modules"));
    private static final Pattern VERSION = Pattern.compile("<version>(.*?)</version>");

    private final Path folder;

    private UsersRepository(Path folder) {
        this.folder = folder;
    }

    /** Makes it, or brings it up to date. What others have published is fetched only once. */
    static UsersRepository get() {
        var repository = new UsersRepository(Path.of("target/users-repository").toAbsolutePath());
        repository.install("apolo-images-bom");
        BuiltJars.published().forEach(repository::install);
        return repository;
    }

    /** What Maven is told, so that it takes this one and not the user's. */
    String option() {
        return "-Dmaven.repo.local=" + folder;
    }

    private void install(String artifact) {
        try {
            var target = MODULES.resolve(artifact).resolve("target");
            var pom = target.resolve("published-pom.xml");
            var file = artifact + "-" + version(pom);
            var to = folder.resolve("us/apolo/images").resolve(artifact).resolve(version(pom));
            Files.createDirectories(to);
            copy(pom, to.resolve(file + ".pom"));
            for (var jar : List.of(file + ".jar", file + "-osgi.jar")) {
                if (Files.exists(target.resolve(jar))) {
                    copy(target.resolve(jar), to.resolve(jar));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A published POM stands alone, so the first version in it is its own. */
    private static String version(Path pom) throws IOException {
        var version = VERSION.matcher(Files.readString(pom));
        if (!version.find()) {
            throw new IllegalStateException("There is no version in " + pom);
        }
        return version.group(1);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
