package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.services.Command;

/** The jars as they are built and no others, in a JVM of their own: with a module path and nothing else, and with a class path. */
@OnEveryPair
class BuiltJarsIT {
    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();

    @TempDir
    Path folder = Path.of("");

    BuiltJarsIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        this.services = services;
    }

    @BeforeEach
    void makeImage() {
        services.makeSmall("probed:v1", 41);
    }

    @ParameterizedTest
    @EnumSource
    void doTheMainJob(BuiltJars.Way way) {
        var jars = BuiltJars.of(adapters);
        jars.compile("main-job", way, folder);

        var output = run(jars.start("us.apolo.images.probe.Probe", way, folder));

        var modular = way == BuiltJars.Way.MODULE_PATH;
        assertThat(output)
                .contains("pushed image://probe/acme/", "listed ", "size ", "pulled probed:v1", "deleted sha256:")
                .contains("module " + modular, "core in a module " + modular);
    }

    private String run(List<String> start) {
        var words = new ArrayList<>(start);
        words.addAll(List.of(
                services.registry().uri().toString(),
                RealServices.USER,
                services.engine().host(),
                project,
                "probed:v1"));
        return Command.of(words)
                .input(services.password() + System.lineSeparator())
                .timeLimit(Duration.ofMinutes(2))
                .run()
                .output();
    }
}
