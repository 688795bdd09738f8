package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.services.Command;

/** What is published can be built by the newest JDK at hand too, whose compiler warns of more. */
class NewestCompilerIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void warnsOfNothing() {
        var words = new ArrayList<>(List.of(Jdk.newest().program("javac"), "--release", "17"));
        words.addAll(List.of(System.getProperty("lint"), "-Werror", "-proc:none", "-parameters"));
        words.addAll(List.of("--class-path", System.getProperty("java.class.path"), "-d", folder.toString()));
        var sources = BuiltJars.published().stream().flatMap(BuiltJars::sources).toList();
        sources.forEach(file -> words.add(file.toString()));

        var result = Command.of(words).attempt();

        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(result.exitCode()).as(result.errors()).isZero();
    }
}
