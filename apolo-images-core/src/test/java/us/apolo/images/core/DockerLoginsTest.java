package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.port.engine.HostEnvironment;

class DockerLoginsTest {
    private static final String REGISTRY = "registry.example.org";

    @TempDir
    Path home = Path.of("");

    private Path write(String file, String username) throws IOException {
        var path = home.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(
                path,
                "{\"auths\": {\"" + REGISTRY + "\": {\"username\": \"" + username + "\", \"password\": \"canary\"}}}");
    }

    private HostEnvironment environment(String variable, String value) {
        return new HostEnvironment(Map.of(variable, home.resolve(value).toString()), home, false);
    }

    private HostEnvironment environment() {
        return new HostEnvironment(Map.of(), home, false);
    }

    @Test
    void dockersAreInTheHomeFolderOrWhereItIsSaid() throws IOException {
        write(".docker/config.json", "home");
        write("elsewhere/config.json", "elsewhere");

        assertThat(DockerLogins.ofUser(environment()).credentials(REGISTRY))
                .contains(new Credentials("home", "canary"));
        assertThat(DockerLogins.ofUser(environment("DOCKER_CONFIG", "elsewhere"))
                        .credentials(REGISTRY))
                .contains(new Credentials("elsewhere", "canary"));
    }

    @Test
    void podmansAreInOneOfThreePlaces() throws IOException {
        write(".config/containers/auth.json", "home");
        write("run/containers/auth.json", "run");
        write("own.json", "own");

        assertThat(DockerLogins.ofPodmanUser(environment()).credentials(REGISTRY))
                .contains(new Credentials("home", "canary"));
        assertThat(DockerLogins.ofPodmanUser(environment("XDG_RUNTIME_DIR", "run"))
                        .credentials(REGISTRY))
                .contains(new Credentials("run", "canary"));
        assertThat(DockerLogins.ofPodmanUser(environment("REGISTRY_AUTH_FILE", "own.json"))
                        .credentials(REGISTRY))
                .contains(new Credentials("own", "canary"));
    }

    @Test
    void whoHasNeverLoggedInHasNone() {
        assertThat(DockerLogins.ofUser(environment()).credentials(REGISTRY)).isEmpty();
        assertThat(DockerLogins.ofPodmanUser(environment()).credentials(REGISTRY))
                .isEmpty();
    }

    @Test
    void aFileThatIsNamedIsThere() throws IOException {
        assertThat(DockerLogins.of(write("file.json", "alice")).credentials(REGISTRY))
                .contains(new Credentials("alice", "canary"));
        var missing = DockerLogins.of(home.resolve("missing.json"));
        assertThatThrownBy(() -> missing.credentials(REGISTRY))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll("missing.json", "there is no such file");
    }

    @Test
    void theTextTellsTheFileAlone() throws IOException {
        assertThat(DockerLogins.of(write("file.json", "alice")))
                .hasToString("DockerLogins[" + home.resolve("file.json") + "]");
    }
}
