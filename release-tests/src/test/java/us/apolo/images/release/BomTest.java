package us.apolo.images.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The BOM beside the modules that there are. */
class BomTest {
    private static final Bom BOM = Bom.ofSource();

    @Test
    void namesEveryModuleThatIsPublishedAndNoOther() {
        assertThat(BOM.artifacts())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(modules().stream()
                        .filter(module -> !module.equals(Bom.NAME) && isPublished(module))
                        .toList());
    }

    @Test
    void namesTheSelfContainedBundles() {
        for (var module : BOM.artifacts()) {
            var expected = Files.exists(Path.of("..", module, "osgi.bnd")) ? List.of("osgi") : List.of();
            assertThat(BOM.classifiers(module)).as(module).isEqualTo(expected);
        }
    }

    @Test
    void namesNothingOfOthers() {
        assertThat(BOM.all("groupId")).containsOnly("us.apolo.images");
        assertThat(BOM.all("version")).containsOnly("${project.parent.version}");
    }

    @Test
    void aModuleThatStaysHereSaysSoInOneWay() {
        assertThat(modules())
                .allSatisfy(module -> assertThat(
                                pom(module).texts("/project/properties/*[starts-with(local-name(), 'maven.')]"))
                        .as("%s has properties of Maven's plugins; unpublished stands for all of them", module)
                        .isEmpty());
    }

    private static List<String> modules() {
        return Pom.read(Path.of("../pom.xml")).texts("/project/modules/module");
    }

    private static boolean isPublished(String module) {
        return !pom(module).text("/project/properties/unpublished").equals("true");
    }

    private static Pom pom(String module) {
        return Pom.read(Path.of("..", module, "pom.xml"));
    }
}
