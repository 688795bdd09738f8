package us.apolo.images.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The baseline of the public API: every change of it shows in a diff. */
class PublicApiTest {
    private static final Baseline BASELINE = new Baseline(Path.of("src/test/resources/api"));

    static Stream<ModuleReference> modules() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar") || Files.exists(path.resolve("module-info.class")))
                .flatMap(path -> ModuleFinder.of(path).findAll().stream())
                .filter(module -> module.descriptor().name().startsWith("us.apolo.images"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void isTheOneThatWasDecidedOn(ModuleReference module) {
        var lines = PublicApi.of(module);

        assertThat(lines).isNotEmpty();
        BASELINE.assertSame(module.descriptor().name() + ".txt", lines);
    }

    @Test
    void everyPublishedModuleHasABaseline() {
        assertThat(modules()).hasSameSizeAs(Bom.ofSource().artifacts());
        assertThat(BASELINE.files())
                .containsExactlyInAnyOrderElementsOf(modules()
                        .map(module -> module.descriptor().name() + ".txt")
                        .toList());
    }
}
