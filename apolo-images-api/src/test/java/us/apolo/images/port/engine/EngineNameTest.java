package us.apolo.images.port.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.LocalImage;

class EngineNameTest {
    @ParameterizedTest
    @CsvSource({
        "ubuntu, docker.io/library/ubuntu",
        "team/app, docker.io/team/app",
        "team/sub/app, docker.io/team/sub/app",
        "docker.io/ubuntu, docker.io/library/ubuntu",
        "index.docker.io/team/app, docker.io/team/app",
        "localhost/app, localhost/app",
        "localhost:5000/org/project/app, localhost:5000/org/project/app",
        "registry.example/app, registry.example/app",
        "HOST/app, HOST/app",
    })
    void aNameIsWrittenOutWithItsRegistry(String name, String repository) {
        assertThat(EngineName.of(new LocalImage(name, "v1"))).isEqualTo(new EngineName(repository, "v1"));
    }

    @Test
    void withoutATagItIsLatest() {
        assertThat(EngineName.of(new LocalImage("localhost:5000/app", null))).hasToString("localhost:5000/app:latest");
    }
}
