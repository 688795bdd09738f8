package us.apolo.images.docker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.cli.FakeCommand.fail;
import static us.apolo.images.docker.cli.FakeCommand.print;
import static us.apolo.images.docker.cli.Transfers.ID;
import static us.apolo.images.docker.cli.Transfers.IMAGE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerProvider;

/** Where the command and the engine behind it are sought, and what is said if they are not there. */
@Timeout(60)
class DockerCommandFindingTest {
    @TempDir
    Path folder;

    private FakeCommand command;

    @BeforeEach
    void prepare() throws IOException {
        command = new FakeCommand(folder).on("inspect", print(ID + " 1"));
    }

    private void inspect() {
        try (var store = command.store()) {
            assertThat(store.inspect(IMAGE)).isPresent();
        }
    }

    @Test
    void theProviderIsFound() {
        assertThat(ServiceLoader.load(LocalDockerProvider.class))
                .singleElement()
                .satisfies(provider -> {
                    assertThat(provider.name()).isEqualTo("docker-cli");
                    try (var store = provider.create(LocalDockerConfig.DEFAULT)) {
                        assertThat(store).isInstanceOf(DockerCommand.class);
                    }
                });
    }

    @Test
    void withoutACommandItIsSaidWhereItWasSoughtAndWhatToDo() throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty"));
        command.variable("PATH", empty + ":" + folder.resolve("nowhere"));
        assertThatThrownBy(this::inspect)
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.tried())
                                .containsExactly(empty + "/docker: not there", folder + "/nowhere/docker: not there"))
                .hasMessageContaining("PATH")
                .hasMessageContaining("DockerCommand.create");
    }

    @Test
    void withoutAPathNothingIsFound() {
        command.variable("PATH", "");
        assertThatThrownBy(this::inspect)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("PATH is empty");
    }

    @Test
    void aFileThatCannotBeRunIsPassedOver() throws IOException {
        var first = Files.createDirectory(folder.resolve("first"));
        Files.writeString(first.resolve("docker"), "no program");
        command.variable("PATH", first + ":" + command.bin() + ":/usr/bin:/bin");
        inspect();
        command.variable("PATH", first.toString());
        assertThatThrownBy(this::inspect)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(first + "/docker: cannot be run");
    }

    @Test
    void aFileThatIsNoProgramIsToldAsSuch() throws IOException {
        command.write("docker", "#!/no/such/interpreter\n");
        assertThatThrownBy(this::inspect)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining(command.bin() + "/docker");
    }

    @Test
    void aCommandOfAnotherNameCanBeNamed() throws IOException {
        var other = command.write("other", Files.readString(command.bin().resolve("docker")));
        Files.delete(command.bin().resolve("docker"));
        for (var path : new Path[] {other, Path.of("other")}) {
            try (var store = DockerCommand.create(LocalDockerConfig.DEFAULT, path, command.environment())) {
                assertThat(store.inspect(IMAGE)).isPresent();
            }
        }
        try (var store =
                DockerCommand.create(LocalDockerConfig.DEFAULT, folder.resolve("missing"), command.environment())) {
            assertThatThrownBy(() -> store.inspect(IMAGE)).hasMessageContaining(folder + "/missing: not there");
        }
    }

    @Test
    void anEngineThatDoesNotAnswerIsToldWithWhatWasTriedAndWhatToDo() throws IOException {
        command.on("version", fail("Cannot connect to the Docker daemon at unix:///gone. Is it running?"));
        assertThatThrownBy(this::inspect)
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.tried())
                                .singleElement()
                                .asString()
                                .contains(command.bin() + "/docker version")
                                .contains("unix:///gone"))
                .hasMessageContaining("DOCKER_HOST");
    }

    @Test
    void aCommandThatFailsWithoutAWordIsToldByItsExitCode() throws IOException {
        command.on("version", "exit 42");
        assertThatThrownBy(this::inspect)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("exit code 42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Docker version 28.2.2, build e6534b4", "{\"Client\":{}}", "<html>\u0001\u0002"})
    void whatIsNoVersionIsNoEngine(String garbage) throws IOException {
        command.on("version", print(garbage));
        assertThatThrownBy(this::inspect)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("not what docker would");
    }

    @Test
    void aVersionIsFoundAmongChatter() throws IOException {
        command.on(
                "version",
                "yes 'welcome to the wrapper' | head -n 200000",
                "yes 'on both pipes' | head -n 200000 >&2",
                print(FakeCommand.DOCKER, "goodbye"));
        inspect();
    }

    @Test
    void aCommandThatHangsIsEndedWithinTheLimit() throws IOException {
        var id = folder.resolve("id");
        command.on("version", "echo $$ > '" + id + "'", "sleep 1000");
        try (var store = command.store(new LocalDockerConfig(null, Duration.ofMillis(1500)))) {
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("1500 ms");
        }
        assertThat(Processes.endsSoon(Processes.idIn(id))).isTrue();
    }

    @Test
    void anEngineThatWasNotThereIsFoundOnceItIs() throws IOException {
        command.on("version", "exit 1");
        try (var store = command.store()) {
            assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(EngineUnavailableException.class);
            command.answering(FakeCommand.DOCKER);
            assertThat(store.inspect(IMAGE)).isPresent();
        }
    }

    @Test
    void anEngineThatHangsLaterIsNoticedWithinTheLimit() throws IOException {
        try (var store = command.store(new LocalDockerConfig(null, Duration.ofMillis(1500)))) {
            assertThat(store.inspect(IMAGE)).isPresent();
            command.on("inspect", "exec sleep 1000");
            assertThatThrownBy(() -> store.untag(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("1500 ms");
        }
    }

    @Test
    void anEngineThatGoesAwayLaterIsUnavailable() throws IOException {
        try (var store = command.store()) {
            assertThat(store.inspect(IMAGE)).isPresent();
            command.on("inspect", fail("Cannot connect to the Docker daemon at unix:///gone"));
            assertThatThrownBy(() -> store.untag(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("unix:///gone");
        }
    }

    @Test
    void aLocationIsHandedOver() throws IOException {
        try (var store = command.store(LocalDockerConfig.DEFAULT.withLocation("tcp://engine.example:2375"))) {
            store.inspect(IMAGE);
        }
        assertThat(command.calls()).hasSize(2).allMatch(call -> call.startsWith("--host=tcp://engine.example:2375 "));
    }

    @Test
    void withoutALocationTheContextOfTheFirstOperationIsKept() throws IOException {
        try (var store = command.store()) {
            command.answering(FakeCommand.DOCKER.replace("default", "first"));
            store.inspect(IMAGE);
            command.answering(FakeCommand.DOCKER.replace("default", "second"));
            store.inspect(IMAGE);
        }
        assertThat(command.calls()).hasSize(4);
        assertThat(command.calls().get(0)).startsWith("version ");
        assertThat(command.calls().subList(1, 4)).allMatch(call -> call.startsWith("--context=first "));
    }

    @Test
    void podmanHasNoContexts() throws IOException {
        command.answering(FakeCommand.PODMAN);
        inspect();
        assertThat(command.lastCall()).startsWith("image inspect ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/lib/images", "--help", "-H:1", "ftp://engine", "images", "unix://a\u0007"})
    void whatIsNoAddressIsRefusedWhenTheStoreIsMade(String location) {
        var config = LocalDockerConfig.DEFAULT.withLocation(location);
        assertThatThrownBy(() -> command.store(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unix://");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unix:///run/docker.sock",
                "tcp://[::1]:2375",
                "ssh://me@far",
                "npipe:////./pipe/docker",
                "far:2375"
            })
    void theAddressesThatDockerKnowsAreTaken(String location) throws IOException {
        try (var store = command.store(LocalDockerConfig.DEFAULT.withLocation(location))) {
            assertThat(store.inspect(IMAGE)).isPresent();
        }
    }

    @Test
    void aUserInTheAddressIsNotShown() throws IOException {
        command.on("version", fail("Cannot connect"));
        try (var store = command.store(LocalDockerConfig.DEFAULT.withLocation("tcp://me:topsecret@far:1"))) {
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOfSatisfying(
                            EngineUnavailableException.class,
                            e -> assertThat(e + "" + e.tried())
                                    .contains("***@far:1")
                                    .doesNotContain("topsecret"));
        }
    }
}
