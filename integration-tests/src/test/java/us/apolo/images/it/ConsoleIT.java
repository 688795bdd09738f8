package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.it.BuiltJars.Way;
import us.apolo.images.services.Command;

/** Progress on a terminal, by the jars as they were built: a picture that moves, and no word from the virtual machine. */
class ConsoleIT {
    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path folder = Path.of("");

    static Stream<Arguments> waysAndJdks() {
        return Stream.of(Way.values()).flatMap(way -> Jdk.all().map(jdk -> Arguments.of(way, jdk)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("waysAndJdks")
    void drawsAndIsNeitherWarnedNorDenied(Way way, Jdk jdk) {
        var jars = BuiltJars.of("apolo-images-console");
        jars.compile("console", way, folder);
        var start = jars.start(jdk, "us.apolo.images.showing.Showing", way, folder);

        for (var answer : List.of("warn", "deny")) {
            var words = new ArrayList<>(start);
            words.addAll(1, jdk.answering(answer));
            assertThat(onATerminal(words))
                    .contains(ESCAPE, "app:v1", "in a module " + (way == Way.MODULE_PATH))
                    .doesNotContain("WARNING", "Exception");
        }
    }

    /** What a command writes to a terminal of its own. */
    private static String onATerminal(List<String> words) {
        var line = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return Command.of("script", "--quiet", "--return", "--command", line, "/dev/null")
                .environment("TERM", "xterm-256color")
                .without("CI", "CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")
                .run()
                .output();
    }
}
