package us.apolo.images.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that are kept with the source and must be what a test finds. With {@code -Dbaseline.write}, as
 * {@code scripts/prove-release --write-baseline} says it, they become what it finds.
 *
 * @param folder where they are
 */
record Baseline(Path folder) {
    private static final boolean WRITE = System.getProperty("baseline.write") != null;

    void assertSame(String name, List<String> lines) {
        var file = folder.resolve(name);
        try {
            if (WRITE) {
                Files.write(file, lines);
            }
            assertThat(file)
                    .as("scripts/prove-release --write-baseline writes it")
                    .exists();
            assertThat(lines)
                    .as("%s; if the change is meant, scripts/prove-release --write-baseline writes it anew", file)
                    .containsExactlyElementsOf(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> files() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
