package us.apolo.images.port.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostEnvironmentTest {
    private static HostEnvironment with(Map<String, String> variables) {
        return new HostEnvironment(variables, Path.of("/home/me"), false);
    }

    @Test
    void aBlankVariableIsNone() {
        assertThat(with(Map.of("A", " b ")).variable("A")).contains("b");
        assertThat(with(Map.of("A", " ")).variable("A")).isEmpty();
        assertThat(with(Map.of()).variable("A")).isEmpty();
    }

    @Test
    void dockersFolderIsInTheHomeUnlessItIsSaid() {
        assertThat(with(Map.of()).dockerFolder()).isEqualTo(Path.of("/home/me/.docker"));
        assertThat(with(Map.of("DOCKER_CONFIG", "/else")).dockerFolder()).isEqualTo(Path.of("/else"));
    }

    @Test
    void variablesAreNotShown() {
        assertThat(with(Map.of("TOKEN", "topsecret")))
                .asString()
                .contains("/home/me")
                .doesNotContain("topsecret");
    }

    @Test
    void thisProcessHasOne() {
        assertThat(HostEnvironment.ofThisProcess().variables()).containsAllEntriesOf(System.getenv());
    }
}
