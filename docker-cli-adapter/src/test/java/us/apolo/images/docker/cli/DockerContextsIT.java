package us.apolo.images.docker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Credentials;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.HostEnvironment;
import us.apolo.images.services.Command;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.Program;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/**
 * The real command with a user's real contexts: the engine is that of the context, although credentials come in a folder
 * of their own, and the user's login stays what it is and out of it.
 */
@Timeout(120)
class DockerContextsIT {
    private static final Path DOCKER = Path.of(Program.DOCKER.path());
    private static final String PASSWORD = "right-password";

    private static EngineProcess engine;

    @TempDir
    Path home;

    private final Map<String, String> variables = new HashMap<>(System.getenv());
    private final RegistryServer registry =
            RegistryServer.builder().user("alice", PASSWORD).start();
    private final LocalImage image = new LocalImage(registry.authority() + "/team/app", "v1");

    @BeforeAll
    static void start() {
        engine = EngineProcess.start();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void prepare() {
        variables.keySet().removeIf(name -> name.startsWith("DOCKER_"));
        variables.put("HOME", home.toString());
        registry.put(
                "team/app",
                "v1",
                TestImage.builder().seed(registry.uri().getPort()).build());
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    /** Runs the command as the user would. */
    private void docker(String... words) {
        var all = new ArrayList<>(List.of(DOCKER.toString()));
        all.addAll(List.of(words));
        var command = Command.of(all).without("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG");
        command.environment("HOME", home.toString()).run();
    }

    private Path usersConfig() {
        return home.resolve(".docker/config.json");
    }

    /** The user is logged in at the registry, beside whatever is in the configuration. */
    private void logIn() throws IOException {
        var pair = Base64.getEncoder().encodeToString(("alice:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var config = Files.exists(usersConfig()) ? Files.readString(usersConfig()).strip() : "{}";
        var rest = config.substring(1).strip();
        Files.createDirectories(usersConfig().getParent());
        Files.writeString(
                usersConfig(),
                "{\"auths\":{\"" + registry.authority() + "\":{\"auth\":\"" + pair + "\"}}"
                        + (rest.equals("}") ? rest : "," + rest));
    }

    private DockerCommand store() {
        return DockerCommand.create(LocalDockerConfig.DEFAULT, DOCKER, new HostEnvironment(variables, home, false));
    }

    private Transfer transfer(Optional<Credentials> credentials) {
        var unasked = (RegistryPort) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RegistryPort.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("The registry was asked for " + method.getName());
                });
        return new Transfer(image, new Repository(registry.authority(), "team/app"), credentials, null, unasked);
    }

    private Transfer withCredentials() {
        return transfer(Optional.of(new Credentials("alice", PASSWORD)));
    }

    /** Wants that everything works, and that it happens in the engine of this test. */
    private void assertWorks() {
        try (var store = store()) {
            var digest = store.pull(withCredentials(), step -> {});
            assertThat(engine.images()).contains(image.toString());
            assertThat(store.push(withCredentials(), step -> {})).isEqualTo(digest);
            store.untag(image);
            assertThat(engine.images()).doesNotContain(image.toString());
        }
    }

    @Test
    void theCurrentContextCounts() {
        docker("context", "create", "near", "--docker", "host=" + engine.host());
        docker("context", "use", "near");

        assertWorks();
    }

    @Test
    void aContextInTheEnvironmentCountsMore() {
        docker("context", "create", "near", "--docker", "host=" + engine.host());
        docker("context", "create", "gone", "--docker", "host=unix:///nowhere.sock");
        docker("context", "use", "gone");
        try (var store = store()) {
            assertThatThrownBy(() -> store.inspect(image))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("unix:///nowhere.sock");
        }
        variables.put("DOCKER_CONTEXT", "near");

        assertWorks();
    }

    @Test
    void aHostInTheEnvironmentCountsMost() {
        docker("context", "create", "gone", "--docker", "host=unix:///nowhere.sock");
        docker("context", "use", "gone");
        variables.put("DOCKER_HOST", engine.host());

        assertWorks();
    }

    @Test
    void aContextThatIsNotThereIsToldByItsName() {
        variables.put("DOCKER_CONTEXT", "missing");
        try (var store = store()) {
            assertThatThrownBy(() -> store.inspect(image))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("missing");
        }
    }

    @Test
    void aContextThatIsChangedInTheMeantimeIsNot() {
        docker("context", "create", "near", "--docker", "host=" + engine.host());
        docker("context", "create", "gone", "--docker", "host=unix:///nowhere.sock");
        docker("context", "use", "near");
        try (var store = store()) {
            store.pull(withCredentials(), step -> {});
            docker("context", "use", "gone");

            assertThat(store.inspect(image)).isPresent();
            store.push(withCredentials(), step -> {});
            store.untag(image);
        }
    }

    @Test
    void aContextWithKeysCounts() throws Exception {
        var keys = Files.createDirectory(home.resolve("keys"));
        try (var door = TlsDoor.open(Path.of(engine.host().substring("unix://".length())), keys)) {
            docker(
                    "context",
                    "create",
                    "guarded",
                    "--docker",
                    "host=" + door.address() + ",ca=" + keys + "/ca.pem,cert=" + keys + "/cert.pem,key=" + keys
                            + "/key.pem");
            docker("context", "use", "guarded");

            assertWorks();
        }
    }

    @Test
    void keysInTheUsersConfigurationAreFoundAsWell() throws Exception {
        var folder = Files.createDirectories(home.resolve(".docker"));
        try (var door = TlsDoor.open(Path.of(engine.host().substring("unix://".length())), folder)) {
            variables.put("DOCKER_HOST", door.address());
            variables.put("DOCKER_TLS_VERIFY", "1");

            assertWorks();
        }
    }

    @Test
    void theUsersLoginIsNeitherUsedNorChanged() throws IOException {
        docker("context", "create", "near", "--docker", "host=" + engine.host());
        docker("context", "use", "near");
        logIn();
        var before = Files.readString(usersConfig());
        assertWorks();
        try (var store = store()) {
            assertThatThrownBy(() -> store.pull(transfer(Optional.empty()), step -> {}))
                    .isInstanceOf(NotAuthenticatedException.class);
            store.pull(withCredentials(), step -> {});
            assertThatThrownBy(() -> store.push(transfer(Optional.empty()), step -> {}))
                    .isInstanceOf(NotAuthenticatedException.class);
            store.untag(image);
        }
        assertThat(usersConfig()).hasContent(before);
        // The login itself is good: the command pulls with it.
        docker("pull", "--quiet", image.toString());
        docker("rmi", image.toString());
    }
}
