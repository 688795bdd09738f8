package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("long")
@Timeout(300)
class EngineIT {
    @Test
    void anImageIsMadePushedAndPulled() {
        try (var registry = RegistryProcess.builder().start();
                var engine = EngineProcess.start()) {
            passesThrough(engine, registry);
        }
    }

    @Test
    void podmanDoesTheSame() {
        try (var registry = RegistryProcess.builder().start();
                var podman = PodmanService.start(registry.authority())) {
            passesThrough(podman, registry);
            assertThat(podman.log()).isNotNull();
        }
    }

    private static void passesThrough(Engine engine, RegistryProcess registry) {
        var name = registry.authority() + "/sample:v1";
        var id = SampleImage.of(engine).layers(3, 1000).make(name);
        assertThat(id(engine, name)).isEqualTo(id);

        engine.docker("push", name).run();
        engine.remove(name);
        assertThat(engine.images()).isEmpty();
        engine.docker("pull", name).run();

        assertThat(id(engine, name)).isEqualTo(id);
        assertThat(layers(engine, name)).hasSize(3);
    }

    @Test
    void imagesOfOneSeedShareLayers() {
        try (var engine = EngineProcess.start()) {
            SampleImage.of(engine).layers(2, 500).make("two:v1");
            SampleImage.of(engine).layers(3, 500).make("three:v1");
            SampleImage.of(engine).layers(3, 500).seed(2).make("other:v1");

            assertThat(layers(engine, "three:v1"))
                    .containsAll(layers(engine, "two:v1"))
                    .doesNotContainAnyElementsOf(layers(engine, "other:v1"));
        }
    }

    @Test
    void aKilledEngineComesBackWithItsImages() {
        try (var engine = EngineProcess.start()) {
            var id = SampleImage.of(engine).make("sample:v1");
            engine.kill();
            assertThat(engine.docker("version").attempt().exitCode()).isNotZero();

            engine.restart();

            assertThat(id(engine, "sample:v1")).isEqualTo(id);
            assertThat(engine.log()).contains("Daemon has completed initialization");
        }
    }

    @Test
    void anEngineInMemoryWorksAndLeavesNothingBehind() throws IOException {
        var engine = EngineProcess.startInMemory();
        try (engine) {
            SampleImage.of(engine).make("sample:v1");
        }

        assertNothingIsLeft(folderOf(engine));
    }

    @Test
    void aKilledEngineLeavesNothingBehind() throws IOException {
        var engine = EngineProcess.start();
        try (engine) {
            engine.kill();
        }

        assertNothingIsLeft(folderOf(engine));
    }

    @Test
    void podmanLeavesNothingBehind() throws IOException {
        var podman = PodmanService.start();
        try (podman) {
            SampleImage.of(podman).make("localhost/sample:v1");
        }

        assertNothingIsLeft(folderOf(podman));
    }

    @Test
    void anEngineThatIsNotThereIsAnError() {
        var engine = Engine.at("unix:///nowhere/docker.sock");

        assertThatThrownBy(engine::images)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("/nowhere/docker.sock");
    }

    private static Path folderOf(Engine engine) {
        return Path.of(engine.host().substring("unix:".length())).resolveSibling("");
    }

    private static void assertNothingIsLeft(Path folder) throws IOException {
        assertThat(folder).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/self/mounts"))).doesNotContain(folder.toString());
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(folder.toString())))
                .isEmpty();
    }

    private static String id(Engine engine, String name) {
        return inspect(engine, name, "{{.Id}}").replaceFirst("^(?!sha256:)", "sha256:");
    }

    private static List<String> layers(Engine engine, String name) {
        return inspect(engine, name, "{{range .RootFS.Layers}}{{println .}}{{end}}")
                .lines()
                .toList();
    }

    private static String inspect(Engine engine, String name, String format) {
        return engine.docker("image", "inspect", "--format", format, name)
                .run()
                .output()
                .strip();
    }
}
