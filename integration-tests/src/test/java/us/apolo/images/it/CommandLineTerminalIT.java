package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.services.SampleImage;

/** The command line in a real terminal: bars that do not tear, and Ctrl-C in the middle of a push. */
@ExtendWith(RealServices.Extension.class)
class CommandLineTerminalIT {
    private static final Pattern LAYER = Pattern.compile("^\\s*([0-9a-f]{6,12})\\b.*");
    private static final int LAYERS = 4;

    private final RealServices services;
    private final String project = RealServices.newProject();
    private final String local = "watched-" + project + ":v1";

    @TempDir
    Path folder = Path.of("");

    private CommandLineArchive archive;

    CommandLineTerminalIT(RealServices services) {
        this.services = services;
    }

    @BeforeEach
    void prepare() {
        archive = CommandLineArchive.in(folder)
                .dockerLogin(services.registry().authority(), RealServices.USER, services.password());
        SampleImage.of(services.engine())
                .layers(LAYERS, 5_000_000)
                .seed(project.hashCode())
                .make(local);
        // The first start of all lays classes down.
        archive.command("--version").run();
    }

    @AfterEach
    void remove() {
        services.engine().remove(local);
    }

    private String remote() {
        return services.registry().authority() + "/acme/" + project + "/watched:v1";
    }

    private List<String> push() {
        return archive.words("--docker", "daemon:" + services.engine().host(), "push", local, remote());
    }

    /** The terminal stays open for a look at how it ended. */
    private Terminal terminal(int columns, String more) {
        return new Terminal(
                columns,
                "trap : INT; " + String.join(" ", push()) + more + "; echo \"exit code $?\"; sleep 600",
                archive::around);
    }

    private static void requireWhole(List<String> lines) {
        var layers = lines.stream()
                .map(LAYER::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toList());
        assertThat(layers).as(String.join("\n", lines)).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(LAYERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 40})
    void barsDoNotTear(int columns) throws InterruptedException {
        try (var terminal = terminal(columns, "")) {
            for (var lines = terminal.await(line -> LAYER.matcher(line).matches());
                    lines.stream().noneMatch(line -> line.startsWith("exit code"));
                    lines = terminal.lines()) {
                requireWhole(lines);
            }
            var end = terminal.await(line -> line.startsWith("exit code"));
            requireWhole(end);
            assertThat(end).contains("exit code 0");
            assertThat(end.stream().filter(line -> LAYER.matcher(line).matches()))
                    .hasSize(LAYERS);
        }
    }

    @Test
    void barsFollowTheWindow() throws InterruptedException {
        try (var terminal = terminal(80, "")) {
            terminal.await(line -> LAYER.matcher(line).matches());
            terminal.resize(40);
            terminal.resize(100);
            terminal.resize(60);
            var end = terminal.await(line -> line.startsWith("exit code"));

            assertThat(end).contains("exit code 0");
            requireWhole(end);
        }
    }

    @Test
    void intoAFileGoTheResultAndPlainLines() throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        try (var terminal = terminal(80, " >" + out + " 2>" + err)) {
            terminal.await(line -> line.startsWith("exit code 0"));
        }

        assertThat(out).hasContent(remote());
        assertThat(Files.readString(err)).contains("pushed").doesNotContain("\u001b", "\r");
    }

    @Test
    void throughAPipeItStopsWhenNobodyReads() throws InterruptedException {
        try (var terminal = terminal(80, " 2>&1 | head -1")) {
            assertThat(terminal.await(line -> line.startsWith("exit code"))).contains("exit code 0");
        }
    }

    @Test
    void controlCInTheMiddleOfAPushEndsItAtOnceAndLeavesNoName() throws InterruptedException {
        var before = services.names();
        try (var terminal = terminal(80, "")) {
            terminal.await(line -> LAYER.matcher(line).matches());

            terminal.press("C-c");

            assertThat(terminal.await(line -> line.startsWith("exit code"))).contains("exit code 130");
        }
        assertThat(services.names()).isEqualTo(before);
    }
}
