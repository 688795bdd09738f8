package us.apolo.images.docker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.HostEnvironment;
import us.apolo.images.services.Command;
import us.apolo.images.services.PodmanCommand;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** Podman, which is eager to find a login, finds no other than that of the transfer. */
@Timeout(120)
class PodmanLoginIT {
    private static final String PASSWORD = "right-password";

    private static PodmanCommand podman;

    @TempDir
    Path home;

    private final RegistryServer registry =
            RegistryServer.builder().user("alice", PASSWORD).start();
    private final LocalImage image = new LocalImage(registry.authority() + "/team/app", "v1");

    @BeforeAll
    static void start() {
        podman = PodmanCommand.create("127.0.0.1");
    }

    @AfterAll
    static void stop() {
        podman.close();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private Transfer transfer(Optional<Credentials> credentials) {
        return Transfers.of(image, registry.authority(), "team/app", credentials);
    }

    @ParameterizedTest
    @ValueSource(strings = {".docker/config.json", ".config/containers/auth.json"})
    void theUsersLoginIsNeitherUsedNorChanged(String place) throws IOException {
        registry.put("team/app", "v1", TestImage.builder().build());
        var pair = Base64.getEncoder().encodeToString(("alice:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        var login = "{\"auths\":{\"" + registry.authority() + "\":{\"auth\":\"" + pair + "\"}}}";
        var file = home.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, login);
        var variables = new HashMap<>(System.getenv());
        variables.put("HOME", home.toString());
        variables.remove("XDG_CONFIG_HOME");
        var environment = new HostEnvironment(variables, home, false);

        try (var store = DockerCommand.create(LocalDockerConfig.DEFAULT, podman.path(), environment)) {
            assertThatThrownBy(() -> store.pull(transfer(Optional.empty()), step -> {}))
                    .isInstanceOf(NotAuthenticatedException.class);
            store.pull(transfer(Optional.of(new Credentials("alice", PASSWORD))), step -> {});
            assertThatThrownBy(() -> store.push(transfer(Optional.empty()), step -> {}))
                    .isInstanceOf(NotAuthenticatedException.class);
            store.untag(image);
        }

        assertThat(file).hasContent(login);
        // The login itself is good: the command pulls with it.
        Command.of(podman.path().toString(), "pull", image.toString())
                .environment("HOME", home.toString())
                .without("XDG_CONFIG_HOME")
                .run();
    }
}
