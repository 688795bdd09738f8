package us.apolo.images.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.services.Command;

/** The whole program, with one work and no peers: that it measures, compares and writes. */
@Tag("long")
class BenchmarksIT {
    @TempDir
    private Path folder;

    private Command.Result run(String... arguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), Benchmarks.class.getName()));
        words.addAll(List.of(arguments));
        return Command.of(words).timeLimit(Duration.ofMinutes(5)).attempt();
    }

    @Test
    void aWorkIsMeasuredAndWritten() throws IOException {
        var page = folder.resolve("page.md");

        var result = run(
                "--only",
                "list",
                "--rounds",
                "1",
                "--page",
                page.toString(),
                "--peers",
                folder.resolve("none").toString(),
                "--missing",
                "crane");

        assertThat(result.exitCode()).as(result.errors()).isZero();
        assertThat(Files.readString(page))
                .contains("2,000 repositories of the real registry")
                .contains("| okhttp |")
                .contains("| apache |")
                .contains("Could not be installed, and so missing below: crane.");
        var data = JsonMapper.shared().readTree(Files.readString(folder.resolve("page.json")));
        assertThat(data.path("works")
                        .path("list")
                        .path("100,000 repositories of the test kit's registry")
                        .path("apache")
                        .path(0)
                        .doubleValue())
                .isPositive();
    }

    @Test
    void aWorkThatThereIsNotIsRefused() {
        var result = run("--only", "nothing");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errors()).contains("--only wants one of folder, engine, tags, list, start, process");
    }
}
