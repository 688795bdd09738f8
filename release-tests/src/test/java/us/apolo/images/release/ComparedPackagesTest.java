package us.apolo.images.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What japicmp leaves out when it compares a release with the one before. */
class ComparedPackagesTest {
    private static final String EXCLUDES =
            "/project/profiles/profile[id = 'api-compatibility']//configuration//excludes/exclude";

    @Test
    void arePreciselyTheExportedOnes() {
        var hidden = PublicApiTest.modules().flatMap(module -> {
            var exported = module.descriptor().exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(Exports::source)
                    .toList();
            return module.descriptor().packages().stream().filter(name -> !exported.contains(name));
        });

        assertThat(Pom.read(Path.of("../pom.xml")).texts(EXCLUDES))
                .containsExactlyInAnyOrderElementsOf(hidden.toList());
    }
}
