package us.apolo.images.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of all modules, side by side as a server for it lays it out: {@code artifact/version}. */
class JavadocIT {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)");
    private static final String JDK = "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/";

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void unpack() throws IOException {
        for (var artifact : Staged.jars()) {
            var into = folder.resolve(artifact).resolve(Staged.VERSION);
            try (var jar = new JarFile(Staged.file(artifact, "-javadoc.jar").toFile())) {
                for (var entry :
                        jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
                    var file = into.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    try (var content = jar.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                }
            }
        }
    }

    @Test
    void hasNoDeadLink() throws IOException {
        var dead = new ArrayList<String>();
        for (var page : pages(folder)) {
            for (var link : links(page)) {
                if (!link.contains(":") && !Files.exists(page.resolveSibling(link))) {
                    dead.add(folder.relativize(page) + " -> " + link);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void leadsToTheApiAndTheJdk() throws IOException {
        for (var artifact : Staged.jars()) {
            var links = new ArrayList<String>();
            for (var page : pages(folder.resolve(artifact))) {
                links.addAll(links(page));
            }
            assertThat(links).as(artifact).anyMatch(link -> link.startsWith(JDK));
            if (!artifact.equals("apolo-images-api")) {
                assertThat(links).as(artifact).anyMatch(link -> link.contains("../apolo-images-api/"));
            }
        }
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(Files.readString(page))
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }
}
