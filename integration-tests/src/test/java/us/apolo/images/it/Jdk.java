package us.apolo.images.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK that programs run on.
 *
 * @param home its folder
 * @param feature its version: 17 for 17.0.15
 */
record Jdk(Path home, int feature) {
    /** The one that the tests run on. */
    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /** The newest one at hand, by the build's property {@code jdk.newest}; without it the one that the tests run on. */
    static Jdk newest() {
        var home = System.getProperty("jdk.newest", "");
        var newest = home.isBlank() ? running() : of(Path.of(home));
        return newest.feature > running().feature ? newest : running();
    }

    private static Jdk of(Path home) {
        var release = new Properties();
        try (var text = Files.newBufferedReader(home.resolve("release"))) {
            release.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException("Not a JDK: " + home, e);
        }
        var version = release.getProperty("JAVA_VERSION").replace("\"", "");
        return new Jdk(home, Runtime.Version.parse(version).feature());
    }

    /** The one that the tests run on, and the newest one if that is another. */
    static Stream<Jdk> all() {
        return Stream.of(running(), newest()).distinct();
    }

    /** Its launcher. */
    String java() {
        return program("java");
    }

    /** A program of its own. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    /**
     * Options that have it answer in this way to what a coming Java forbids: native code, and memory by {@code Unsafe}.
     * Before there were such options, there was nothing to answer to.
     */
    List<String> answering(String answer) {
        return feature < 24
                ? List.of()
                : List.of("--illegal-native-access=" + answer, "--sun-misc-unsafe-memory-access=" + answer);
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }
}
