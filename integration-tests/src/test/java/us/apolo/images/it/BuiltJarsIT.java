package us.apolo.images.it;

import java.nio.file.Path;
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
        probe = MainJobProbe.onEngine(services);
    }

    @ParameterizedTest
    @EnumSource
    void doTheMainJob(Way way) {
        probe.runOn(BuiltJars.of(adapters), way, folder);
    }
}
