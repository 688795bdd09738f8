package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.it.BuiltJars.Way;

/**
 * The jars as they are built and no others, in a Java virtual machine of their own: with a module path and nothing else,
 * and with a class path.
 */
@OnEveryPair
class BuiltJarsIT {
    private final AdapterPair adapters;
    private final MainJobProbe probe;

    @TempDir
    Path folder = Path.of("");

    BuiltJarsIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        probe = new MainJobProbe(services, RealServices.newProject());
    }

    @ParameterizedTest
    @EnumSource
    void doTheMainJob(Way way) {
        var jars = BuiltJars.of(adapters);
        jars.compile(MainJobProbe.SOURCES, way, folder);
        var start = jars.start(MainJobProbe.MAIN_CLASS, way, folder);

        var output = probe.run(start).output();

        var modular = way == Way.MODULE_PATH;
        assertThat(options(start)).isEqualTo(modular ? List.of("--module-path", "--module") : List.of("--class-path"));
        assertThat(output)
                .contains("class path " + (modular ? "empty" : "given"))
                .contains("module " + modular, "core in a module " + modular);
    }

    /** No package is opened or exported to anybody, and no module added, but by descriptors. */
    private static List<String> options(List<String> words) {
        return words.stream().filter(word -> word.startsWith("-")).toList();
    }
}
