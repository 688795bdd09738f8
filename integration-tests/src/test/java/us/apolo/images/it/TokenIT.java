package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.DockerLogins;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.services.TokenServer;

/** A real registry that wants tokens, with a real engine. */
@OnEveryPair
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class TokenIT {
    private static final String USER = RealServices.USER;
    private static final int THREADS = 100;

    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();
    private final String password = RealServices.secret();
    private final TokenServer tokens = TokenServer.start(Map.of(USER, password));
    private final RegistryProcess registry =
            RegistryProcess.builder().tokens(tokens).start();

    private final WholeLog log = new WholeLog();

    @TempDir
    Path folder = Path.of("");

    TokenIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        this.services = services;
    }

    @BeforeEach
    void prepare() {
        log.open();
        services.makeSmall("tokens:v1", 31);
    }

    @AfterEach
    void close() {
        registry.close();
        tokens.close();
        log.close();
        assertThat(log.lines()).isNotEmpty().allSatisfy(this::hasNoSecret);
    }

    private void hasNoSecret(String text) {
        assertThat(text).doesNotContain(password);
        tokens.issued().forEach(token -> assertThat(text).doesNotContain(token));
    }

    private Images images(CredentialsProvider credentials) {
        return adapters.builder(services.engine())
                .config(ApoloConfig.builder()
                        .cluster("tokens", registry.uri())
                        .organization("acme")
                        .project(project)
                        .build())
                .credentials(credentials)
                .build();
    }

    private Images images() {
        return images(CredentialsProvider.of(registry.authority(), USER, password));
    }

    private RemoteImage push(Images images) {
        return images.push(new LocalImage("tokens", "v1"));
    }

    private String repository() {
        return "repository:acme/" + project + "/tokens:";
    }

    @Test
    void theMainJobIsDone() {
        try (var images = images()) {
            var remote = push(images);
            var digest = images.digest(remote);

            assertThat(images.pull(remote, new LocalImage("tokens-back", "v1"))).isNotNull();
            assertThat(images.list()).containsExactly(remote.withoutTag());
            assertThat(images.tags(remote.withoutTag())).containsExactly(remote);
            assertThat(images.size(remote)).isPositive();
            assertThat(images.rm(remote, digest)).isEqualTo(digest);
        }
        services.engine().remove("tokens-back:v1");
        assertThat(tokens.requests())
                .contains(
                        "GET alice registry:catalog:*",
                        "GET alice " + repository() + "pull",
                        "GET alice " + repository() + "delete");
    }

    @Test
    void whoIsNobodyMayPullWhereThatIsAllowed() {
        RemoteImage remote;
        try (var images = images()) {
            remote = push(images);
        }
        tokens.forgetRequests();
        try (var images = images(CredentialsProvider.anonymous())) {
            assertThat(images.pull(remote, new LocalImage("tokens-anonymous", "v1")))
                    .isNotNull();
            var digest = images.digest(remote);
            assertThatThrownBy(() -> images.rm(remote, digest))
                    .isInstanceOf(NotAuthenticatedException.class)
                    .hasMessageContainingAll("there are none", repository() + "delete");
        }
        services.engine().remove("tokens-anonymous:v1");
        assertThat(tokens.requests()).allMatch(request -> !request.contains(USER));
    }

    @Test
    void aWrongPasswordIsOne() {
        try (var images = images(CredentialsProvider.of(registry.authority(), USER, "wrong"))) {
            var remote = images.parser().remoteImage("image:tokens:v1");
            assertThatThrownBy(() -> images.digest(remote))
                    .isInstanceOf(NotAuthenticatedException.class)
                    .hasMessageContainingAll(
                            tokens.realm().toString(), "does not accept the credentials", repository() + "pull");
            assertThatThrownBy(() -> push(images)).isInstanceOf(NotAuthenticatedException.class);
        }
    }

    @Test
    void aTokenThatIsOverIsRenewedOnce() {
        try (var images = images()) {
            push(images);
            tokens.forgetRequests();
        }
        try (var images = images()) {
            var remote = images.parser().remoteImage("image:tokens:v1");
            tokens.giveStaleTokens(2);
            // The first one is fetched and refused, which is an error; the second one is what a kept one comes to be.
            assertThatThrownBy(() -> images.digest(remote))
                    .isInstanceOf(NotAuthenticatedException.class)
                    .hasMessageContaining("does not accept the token");
            assertThatThrownBy(() -> images.digest(remote)).isInstanceOf(NotAuthenticatedException.class);
            tokens.forgetRequests();

            assertThat(images.digest(remote)).isNotNull();

            assertThat(tokens.requests()).containsExactly("GET alice " + repository() + "pull");
        }
    }

    @Test
    void aHundredThreadsFetchOneToken() throws Exception {
        Digest expected;
        try (var images = images()) {
            expected = images.digest(push(images));
        }
        tokens.forgetRequests();
        var threads = Executors.newFixedThreadPool(THREADS);
        try (var images = images()) {
            var remote = images.parser().remoteImage("image:tokens:v1");
            var questions = new ArrayList<Callable<Digest>>();
            for (var i = 0; i < THREADS; i++) {
                questions.add(() -> images.digest(remote));
            }
            for (var answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(tokens.requests()).containsExactly("GET alice " + repository() + "pull");
    }

    @Test
    void anIdentityTokenFromALoginFileDoesAsWellAsAPassword() throws IOException {
        var file = folder.resolve("config.json");
        Files.writeString(
                file,
                "{\"auths\":{\"" + registry.authority() + "\":{\"auth\":\""
                        + Base64.getEncoder().encodeToString("<token>:".getBytes(StandardCharsets.UTF_8))
                        + "\",\"identitytoken\":\"" + tokens.identityToken(USER) + "\"}}}");
        try (var images = images(DockerLogins.of(file))) {
            var remote = push(images);
            assertThat(images.digest(remote)).isNotNull();
            assertThat(images.pull(remote, new LocalImage("tokens-identity", "v1")))
                    .isNotNull();
        }
        services.engine().remove("tokens-identity:v1");
        assertThat(tokens.requests())
                .isNotEmpty()
                .allMatch(request -> request.startsWith("POST alice ") || request.equals("GET - "));
    }
}
