package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.LocalImage;
import us.apolo.images.it.BuiltJars.Way;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.services.RegistryProcess;

/** The same with a folder in the place of an engine, which is nowhere: neither its adapters nor one that runs. */
@ParameterizedClass(name = "{0}")
@EnumSource
class LayoutJarsIT {
    private static final LocalImage IMAGE = new LocalImage("probed", "v1");

    private final BuiltJars jars;
    private final String password = RealServices.secret();

    private RegistryProcess registry;
    private MainJobProbe probe;

    @TempDir
    Path parent = Path.of("");

    LayoutJarsIT(Transport transport) {
        jars = BuiltJars.of(
                "apolo-images-core", "transport-" + transport.name().toLowerCase(Locale.ROOT), "oci-layout-adapter");
    }

    @BeforeEach
    void start() {
        registry = RegistryProcess.builder().user(RealServices.USER, password).start();
        probe = MainJobProbe.inFolder(registry, password, layout());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private Path layout() {
        return parent.resolve("layout");
    }

    private Path classes() {
        return parent.resolve("classes");
    }

    @ParameterizedTest
    @EnumSource
    void doTheMainJob(Way way) {
        probe.runOn(jars, way, classes());

        try (var store = OciLayout.open(layout())) {
            assertThat(store.names()).isEqualTo(List.of(IMAGE));
            assertThat(store.inspect(IMAGE)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void giveANewJavaNothingToWarnOf(Way way) {
        assertThat(probe.errorsOnTheNewest(jars, way, classes(), "warn")).doesNotContain("WARNING");
    }

    @ParameterizedTest
    @EnumSource
    void giveANewJavaNothingToDeny(Way way) {
        assertThat(probe.errorsOnTheNewest(jars, way, classes(), "deny")).doesNotContain("WARNING", "Exception");
    }
}
