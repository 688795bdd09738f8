package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Digest;
import us.apolo.images.docker.daemon.EngineCandidate.Place;
import us.apolo.images.docker.daemon.EngineCandidate.Unusable;
import us.apolo.images.port.engine.HostEnvironment;

class EngineLocatorTest {
    @TempDir
    Path home;

    private EngineLocator locator(@Nullable String location, Map<String, String> variables) {
        return new EngineLocator(location, new HostEnvironment(variables, home, false));
    }

    private EngineCandidate only(Map<String, String> variables) {
        var candidates = locator(null, variables).candidates();
        assertThat(candidates).hasSize(1);
        return candidates.get(0);
    }

    private void context(String name, String meta) throws IOException {
        write(home.resolve(".docker/contexts/meta").resolve(hash(name)).resolve("meta.json"), meta);
    }

    private void current(String name) throws IOException {
        write(home.resolve(".docker/config.json"), "{\"auths\":{},\"currentContext\":\"" + name + "\"}");
    }

    private static String hash(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).encoded();
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static Place place(String origin, String address) {
        return new Place(origin, EngineAddress.parse(address), Optional.empty());
    }

    @Test
    void theConfiguredLocationComesBeforeEverythingElse() throws IOException {
        current("mine");
        assertThat(locator("unix:///given.sock", Map.of("DOCKER_HOST", "tcp://other:1"))
                        .candidates())
                .containsExactly(place("LocalDockerConfig.location", "unix:///given.sock"));
    }

    @Test
    void aConfiguredLocationThatIsNoneIsRefusedAtOnce() {
        assertThatThrownBy(() -> locator("ssh://far.example", Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dockerHostComesBeforeContexts() throws IOException {
        current("mine");
        context("mine", "{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///context.sock\"}}}");
        assertThat(only(Map.of("DOCKER_HOST", "tcp://engine:1", "DOCKER_CONTEXT", "mine")))
                .isEqualTo(place("DOCKER_HOST", "tcp://engine:1"));
    }

    @Test
    void aBlankDockerHostIsNone() throws IOException {
        current("mine");
        context("mine", "{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///context.sock\"}}}");
        assertThat(only(Map.of("DOCKER_HOST", " "))).isEqualTo(place("the context 'mine'", "unix:///context.sock"));
    }

    @Test
    void aDockerHostThatIsNoAddressDoesNotLeadElsewhere() {
        assertThat(only(Map.of("DOCKER_HOST", "ssh://me:topsecret@far.example")))
                .isInstanceOfSatisfying(Unusable.class, unusable -> {
                    assertThat(unusable.origin()).isEqualTo("DOCKER_HOST");
                    assertThat(unusable.reason())
                            .contains("ssh:// is not supported")
                            .doesNotContain("topsecret");
                });
    }

    @Test
    void tlsOfTheEnvironmentIsVerifiedWithTheFilesOfTheCertPath() {
        assertThat(only(Map.of("DOCKER_HOST", "tcp://engine", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs")))
                .isEqualTo(new Place(
                        "DOCKER_HOST",
                        EngineAddress.parse("https://engine:2376"),
                        Optional.of(new EngineTls(Optional.of(Path.of("/certs")), true))));
    }

    @Test
    void tlsOfTheEnvironmentMayBeUnverifiedAndTakesItsFilesFromTheConfiguration() {
        assertThat(only(Map.of("DOCKER_HOST", "tcp://engine:9", "DOCKER_TLS", "1")))
                .isEqualTo(new Place(
                        "DOCKER_HOST",
                        EngineAddress.parse("https://engine:9"),
                        Optional.of(new EngineTls(Optional.of(home.resolve(".docker")), false))));
    }

    @Test
    void theContextOfTheEnvironmentComesBeforeTheCurrentOne() throws IOException {
        current("mine");
        context("other", "{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///other.sock\"}}}");
        assertThat(only(Map.of("DOCKER_CONTEXT", "other")))
                .isEqualTo(place("the context 'other'", "unix:///other.sock"));
    }

    @Test
    void theConfigurationFolderMayBeElsewhere() throws IOException {
        var folder = home.resolve("elsewhere");
        write(folder.resolve("config.json"), "{\"currentContext\":\"mine\"}");
        write(
                folder.resolve("contexts/meta").resolve(hash("mine")).resolve("meta.json"),
                "{\"Endpoints\":{\"docker\":{\"Host\":\"unix:///mine.sock\"}}}");
        assertThat(only(Map.of("DOCKER_CONFIG", folder.toString())))
                .isEqualTo(place("the context 'mine'", "unix:///mine.sock"));
    }

    @Test
    void aContextWithTlsFilesIsVerifiedWithThem() throws IOException {
        current("mine");
        context("mine", "{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://engine:1\",\"SkipTLSVerify\":false}}}");
        var files = home.resolve(".docker/contexts/tls").resolve(hash("mine")).resolve("docker");
        Files.createDirectories(files);
        assertThat(only(Map.of()))
                .isEqualTo(new Place(
                        "the context 'mine'",
                        EngineAddress.parse("https://engine:1"),
                        Optional.of(new EngineTls(Optional.of(files), true))));
    }

    @Test
    void aContextMaySkipTheVerification() throws IOException {
        current("mine");
        context("mine", "{\"Endpoints\":{\"docker\":{\"Host\":\"tcp://engine:1\",\"SkipTLSVerify\":true}}}");
        assertThat(only(Map.of())).isInstanceOfSatisfying(Place.class, found -> {
            assertThat(found.address()).hasToString("https://engine:1");
            assertThat(found.tls()).map(EngineTls::verified).contains(false);
        });
    }

    @Test
    void aContextThatIsMissingDoesNotLeadElsewhere() throws IOException {
        current("gone");
        assertThat(only(Map.of())).isInstanceOfSatisfying(Unusable.class, unusable -> {
            assertThat(unusable.origin()).isEqualTo("the context 'gone'");
            assertThat(unusable.reason()).contains("no such context");
        });
    }

    @Test
    void aContextWithoutAnEngineOrWithAnAddressThatIsNoneIsNoUse() throws IOException {
        context("empty", "{\"Endpoints\":{}}");
        context("ssh", "{\"Endpoints\":{\"docker\":{\"Host\":\"ssh://far.example\"}}}");
        context("broken", "{\"Endpoints\":");
        assertThat(only(Map.of("DOCKER_CONTEXT", "empty")))
                .isEqualTo(new Unusable("the context 'empty'", "it has no Docker engine"));
        assertThat(only(Map.of("DOCKER_CONTEXT", "ssh")))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("ssh:// is not supported"));
        assertThat(only(Map.of("DOCKER_CONTEXT", "broken")))
                .isInstanceOfSatisfying(
                        Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("is not JSON"));
    }

    @Test
    void theDefaultContextMeansTheUsualPlacesInOrder() throws IOException {
        current("default");
        assertThat(locator(null, Map.of("XDG_RUNTIME_DIR", "/run/user/7")).candidates())
                .extracting(candidate -> ((Place) candidate).address().toString())
                .containsExactly(
                        "unix:///var/run/docker.sock",
                        "unix:///run/user/7/docker.sock",
                        "unix:///run/user/7/podman/podman.sock",
                        "unix:///run/podman/podman.sock",
                        "unix://" + home + "/.colima/default/docker.sock",
                        "unix://" + home + "/.colima/docker.sock",
                        "unix://" + home + "/.rd/docker.sock",
                        "unix://" + home + "/.docker/run/docker.sock",
                        "unix://" + home + "/.docker/desktop/docker.sock");
    }

    @Test
    void onWindowsTheUsualPlacesArePipes() {
        assertThat(new EngineLocator(null, new HostEnvironment(Map.of(), home, true)).candidates())
                .extracting(candidate -> ((Place) candidate).address().toString())
                .containsExactly(
                        "npipe:////./pipe/docker_engine",
                        "npipe:////./pipe/dockerDesktopLinuxEngine",
                        "npipe:////./pipe/podman-machine-default");
    }

    @Test
    void aConfigurationThatCannotBeReadIsNamedWithoutItsLoginsAndTheUsualPlacesAreTried() throws IOException {
        write(home.resolve(".docker/config.json"), "{\"auths\":{\"host\":{\"auth\":topsecret}}}");
        var candidates = locator(null, Map.of()).candidates();
        assertThat(candidates.get(0)).isInstanceOfSatisfying(Unusable.class, unusable -> {
            assertThat(unusable.origin()).isEqualTo("Docker's configuration");
            assertThat(unusable.reason()).contains("config.json is not JSON").doesNotContain("topsecret");
        });
        assertThat(candidates).hasSizeGreaterThan(1).element(1).isInstanceOf(Place.class);
    }

    @Test
    void theEnvironmentIsReadAnewEachTime() throws IOException {
        var locator = locator(null, Map.of());
        assertThat(locator.candidates()).hasSizeGreaterThan(1);
        current("mine");
        assertThat(locator.candidates()).hasSize(1);
    }
}
