package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/weight.md says of the jars is so. */
class WeightsIT {
    private static final Path PAGE = Path.of(System.getProperty("modules"), "docs/weight.md");
    private static final Pattern TABLES =
            Pattern.compile("(?<=<!-- tables -->\n).*(?=<!-- end of tables -->\n)", Pattern.DOTALL);

    @Test
    void thePageHasTheWeightsOfTheJarsThatTheBuildResolves() throws IOException {
        var page = Files.readString(PAGE);
        var tables = TABLES.matcher(page);
        assertThat(tables.find()).as("a place for the tables in " + PAGE).isTrue();

        var rewritten = tables.replaceFirst(Matcher.quoteReplacement(tables()));

        if (Boolean.getBoolean("weights.write")) {
            Files.writeString(PAGE, rewritten);
        } else {
            assertThat(page)
                    .as("docs/weight.md is not up to date: run scripts/write-weights and look at what has changed")
                    .isEqualTo(rewritten);
        }
    }

    private static String tables() {
        return Stream.concat(
                        Stream.of(Weights.ofPairs()),
                        BuiltJars.published().stream().map(Weights::of))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
