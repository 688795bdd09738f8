package us.apolo.images.docker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.cli.FakeCommand.fail;
import static us.apolo.images.docker.cli.FakeCommand.print;
import static us.apolo.images.docker.cli.Transfers.ID;
import static us.apolo.images.docker.cli.Transfers.IMAGE;
import static us.apolo.images.docker.cli.Transfers.PUSHED;
import static us.apolo.images.docker.cli.Transfers.REGISTRY;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Credentials;
import us.apolo.images.NotAuthenticatedException;

/** Where credentials go, and where they do not. */
@Timeout(60)
class DockerCommandCredentialsTest {
    private static final String SECRET = "top\"secret\\";

    @TempDir
    Path folder;

    private FakeCommand command;

    @BeforeEach
    void prepare() throws IOException {
        command = new FakeCommand(folder).on("push", print(PUSHED));
    }

    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private void push() {
        try (var store = command.store()) {
            store.push(Transfers.with("alice", SECRET), step -> {});
        }
    }

    @Test
    void theyAreForTheOneRegistry() throws IOException {
        push();
        assertThat(command.login())
                .isEqualTo("{\"auths\":{\"" + REGISTRY + "\":{\"auth\":\"" + encoded("alice:" + SECRET) + "\"}}}");
    }

    @Test
    void anIdentityTokenIsTheLoginOfOne() throws IOException {
        try (var store = command.store()) {
            store.push(Transfers.with("<token>", SECRET), step -> {});
        }
        assertThat(command.login())
                .isEqualTo("{\"auths\":{\"" + REGISTRY + "\":{\"auth\":\"" + encoded("<token>:")
                        + "\",\"identitytoken\":\"top\\u0022secret\\u005c\"}}}");
    }

    @Test
    void theyAreInAPlaceThatOnlyItsOwnerCanRead() throws IOException {
        push();
        assertThat(command.modes()).containsExactly("700", "600");
    }

    @Test
    void theyAreInNoArgumentAndNoVariable() throws IOException {
        push();
        assertThat(String.join("\n", command.calls()) + command.environmentOfLastRun())
                .doesNotContain(SECRET)
                .doesNotContain(encoded("alice:" + SECRET))
                .doesNotContain("alice");
    }

    @Test
    void theyAreGoneAfterASuccess() throws IOException {
        push();
        assertThat(command.configFolder()).doesNotExist();
    }

    @Test
    void theyAreGoneAfterAFailure() throws IOException {
        command.on("push", fail("unauthorized: authentication required"));
        assertThatThrownBy(this::push).isInstanceOf(NotAuthenticatedException.class);
        assertThat(command.configFolder()).doesNotExist();
    }

    @Test
    void theyAreGoneAfterAListenerThatThrows() throws IOException {
        command.on("push", print("0b3ff98ede61: Preparing"), "exec sleep 100");
        var mine = new IllegalStateException("mine");
        try (var store = command.store()) {
            assertThatThrownBy(() -> store.push(Transfers.with("alice", SECRET), step -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
        }
        assertThat(command.configFolder()).doesNotExist();
    }

    @Test
    void whatACommandLeavesInTheFolderGoesToo() throws IOException {
        command.on(
                "push",
                "mkdir -p \"$config/buildx/refs\"",
                "touch \"$config/.token_seed\" \"$config/buildx/refs/one\"",
                print(PUSHED));
        push();
        assertThat(command.configFolder()).doesNotExist();
    }

    @Test
    void withoutAnyTheRegistryIsNamedAllTheSame() throws IOException {
        try (var store = command.store()) {
            store.push(Transfers.anonymous(), step -> {});
        }
        assertThat(command.login()).isEqualTo("{\"auths\":{\"" + REGISTRY + "\":{}}}");
    }

    @Test
    void thoseForDockerHubAreWhereItsCommandsLook() throws IOException {
        command.on("push", print(PUSHED));
        try (var store = command.store()) {
            store.push(Transfers.fromDockerHub(new Credentials("alice", SECRET)), step -> {});
        }
        assertThat(command.login())
                .contains("\"https://index.docker.io/v1/\":{\"auth\"")
                .contains("\"docker.io\":{\"auth\"");
    }

    @Test
    void thoseInTheEnvironmentAreNotPassedOn() throws IOException {
        command.variable("DOCKER_AUTH_CONFIG", "{\"auths\":{\"" + REGISTRY + "\":{\"auth\":\"bWU6bWluZQ==\"}}}");
        push();
        assertThat(command.environmentOfLastRun()).doesNotContain("DOCKER_AUTH_CONFIG");
    }

    @Test
    void questionsAboutImagesHaveNoUseForThem() throws IOException {
        command.on("inspect", print(ID + " 1"));
        try (var store = command.store()) {
            store.inspect(IMAGE);
        }
        assertThat(folder.resolve("config")).doesNotExist();
    }

    /** The user's own configuration: a login, a context, and a file of keys. */
    private Path usersConfiguration() throws IOException {
        var docker = Files.createDirectories(command.home().resolve(".docker"));
        Files.writeString(
                docker.resolve("config.json"), "{\"auths\":{\"" + REGISTRY + "\":{\"auth\":\"bWU6bWluZQ==\"}}}");
        Files.createDirectories(docker.resolve("contexts/tls"));
        Files.writeString(docker.resolve("contexts/tls/key.pem"), "the user's key");
        return docker;
    }

    @Test
    void theUsersContextsAreBesideThemAndStayWhereTheyAre() throws IOException {
        var docker = usersConfiguration();
        command.answering(FakeCommand.DOCKER.replace("default", "far-away"))
                .on("push", "cat \"$config/contexts/tls/key.pem\"", print("", PUSHED));
        push();
        assertThat(command.lastCall())
                .isEqualTo("--context=far-away --config=" + command.configFolder() + " image push -- " + IMAGE);
        assertThat(docker.resolve("contexts/tls/key.pem")).hasContent("the user's key");
        assertThat(docker.resolve("config.json")).content().contains("bWU6bWluZQ==");
        assertThat(command.configFolder()).doesNotExist();
    }

    @Test
    void keysForTheEngineAreSoughtWhereTheyWere() throws IOException {
        push();
        assertThat(command.environmentOfLastRun()).contains("DOCKER_CERT_PATH=" + command.home() + "/.docker");
    }

    @Test
    void podmanIsToldByVariablesThatNameTheFolder() throws IOException {
        command.answering(FakeCommand.PODMAN)
                .on("push", "cat \"$REGISTRY_AUTH_FILE\" > '" + folder + "/podmans'", "exit 1");
        assertThatThrownBy(this::push).isNotNull();
        assertThat(command.lastCall()).startsWith("image push --digestfile=");
        assertThat(folder.resolve("podmans")).content().contains(encoded("alice:" + SECRET));
        assertThat(command.environmentOfLastRun())
                .contains("DOCKER_CONFIG=" + command.configFolder())
                .doesNotContain("XDG_CONFIG_HOME");
        assertThat(command.modes()).containsExactly("700", "600");
        assertThat(command.configFolder()).doesNotExist();
    }

    @Test
    void podmanSeesTheUsersConfigurationWithoutTheLogin() throws IOException {
        var containers = Files.createDirectories(command.home().resolve(".config/containers"));
        Files.writeString(containers.resolve("auth.json"), "{}");
        Files.writeString(containers.resolve("registries.conf"), "the user's registries");
        Files.writeString(command.home().resolve(".config/other.conf"), "something else");
        command.answering(FakeCommand.PODMAN)
                .on(
                        "push",
                        "cd \"$XDG_CONFIG_HOME\"",
                        "find -L . -type f | sort > '" + folder + "/seen'",
                        "cat containers/registries.conf >> '" + folder + "/seen'",
                        "exit 1");
        assertThatThrownBy(this::push).isNotNull();
        assertThat(folder.resolve("seen"))
                .hasContent("./containers/registries.conf\n./other.conf\nthe user's registries");
        assertThat(containers.resolve("registries.conf")).exists();
        assertThat(command.configFolder()).doesNotExist();
    }
}
