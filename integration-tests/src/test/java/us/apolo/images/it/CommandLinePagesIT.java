package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in the archive of the command line: what they link to is there. */
class CommandLinePagesIT {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

    @Test
    void whatPagesLinkToIsInTheArchive(@TempDir Path home) throws IOException {
        var archive = CommandLineArchive.in(home).unpacked();

        try (var files = Files.list(archive)) {
            var pages = files.filter(file -> file.toString().endsWith(".md")).toList();

            assertThat(pages).contains(archive.resolve("README.md"));
            for (var page : pages) {
                assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                        .as(page.toString())
                        .allSatisfy(link -> assertThat(archive.resolve(link)).exists());
            }
        }
    }
}
