package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import us.apolo.images.services.Command;

/**
 * A user's program that does the main job, in a Java virtual machine of its own: {@code src/probe/main-job}.
 *
 * @param services what it works with
 * @param project the project that it works in
 */
record MainJobProbe(RealServices services, String project) {
    static final String SOURCES = "main-job";
    static final String MAIN_CLASS = "us.apolo.images.probe.Probe";

    /** What a launcher takes notice of unasked. */
    private static final String[] OPTIONS_FROM_OUTSIDE = {
        "CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
    };

    /**
     * Runs it to its end, and sees that everything has happened.
     *
     * @param start the words that start it
     */
    Command.Result run(List<String> start) {
        var result = runAny(start);
        var image = "image://probe/acme/" + project + "/probed";
        assertThat(result.output())
                .contains("pushed " + image + ":v1\n", "listed true\n", "tags [" + image + ":v1]\n")
                .containsPattern("digest sha256:[0-9a-f]{64}\nsize [1-9][0-9]*\n")
                .contains("pulled probed:v1\n")
                .containsPattern("deleted sha256:[0-9a-f]{64}\n")
                .contains("gone true\n");
        return result;
    }

    /** Runs another program that takes the same, to its end. */
    Command.Result runAny(List<String> start) {
        services.makeSmall("probed:v1", 41);
        var words = new ArrayList<>(start);
        words.addAll(List.of(
                services.registry().uri().toString(),
                RealServices.USER,
                services.engine().host(),
                project,
                "probed:v1"));
        return Command.of(words)
                .without(OPTIONS_FROM_OUTSIDE)
                .input(services.password() + System.lineSeparator())
                .timeLimit(Duration.ofMinutes(2))
                .run();
    }
}
