package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.core.DockerLogins;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Direction;
import us.apolo.images.port.engine.TransferErrors;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.RegistryServer;

/** What the library says to programmers does not reach people. */
class WordingTest {
    private static ApoloImages.Builder builder(URI registry) {
        return ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster("main", registry)
                        .organization("acme")
                        .project("ml")
                        .build())
                .retries(RetryPolicy.NONE)
                .transport("okhttp")
                .localStore("docker-daemon");
    }

    private static String digestError(ApoloImages.Builder builder) {
        try (var images = builder.build()) {
            return told(() -> images.digest(images.parser().remoteImage("image:app:v1")));
        }
    }

    /** The error as it is told. */
    private static String told(ThrowingCallable work) {
        var said = Wording.forPeople(
                catchThrowableOfType(ImagesException.class, work).getMessage());
        assertThat(said)
                .doesNotContain("LocalDockerConfig", "ApoloImages", "builder", "provider", "configuration")
                .doesNotContain("give ");
        return said;
    }

    private static void push(Images images) {
        images.push(new LocalImage("app", "v1"));
    }

    @Test
    void whereAnEngineIsSaidByAnOption() {
        try (var images = builder(URI.create("https://registry.example.org"))
                .localStore(LocalDockerConfig.DEFAULT.withLocation("unix:///nowhere/docker.sock"))
                .build()) {
            assertThat(told(() -> push(images)))
                    .contains(
                            "unix:///nowhere/docker.sock (--docker or APOLO_IMAGES_DOCKER)",
                            "or write it as in --docker daemon:unix://");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, log in again: docker login", "false, log in there first: docker login"})
    void soItIsWhereAnEngineIsRefused(boolean withCredentials, String advice) {
        var transfer = new Transfer(
                new LocalImage("localhost:5000/team/app", "v1"),
                new Repository("localhost:5000", "team/app"),
                withCredentials ? Optional.of(new Credentials("alice", "wrong")) : Optional.empty(),
                null,
                new InMemoryRegistry());
        var errors = new TransferErrors(Direction.PUSH, transfer, "the engine");

        assertThat(told(() -> {
                    throw errors.said("unauthorized: authentication required");
                }))
                .contains(advice);
    }

    @Test
    void imagesAreCalledByTheirTags() {
        try (var images = builder(URI.create("https://registry.example.org")).build()) {
            var digest = "sha256:" + "0".repeat(64);
            assertThat(told(() -> images.parser().remoteImage("localhost:5000/team/app@" + digest)))
                    .isEqualTo(
                            "'localhost:5000/team/app@" + digest + "' is not valid: a name has no @ in it; images are"
                                    + " called by their tags here, not by their digests");
        }
    }

    @Test
    void credentialsComeFromCommandsThatLogIn() {
        try (var server = RegistryServer.builder().user("alice", "secret").start()) {
            assertThat(digestError(builder(server.uri())))
                    .contains("log in there first: docker login")
                    .doesNotContain(Session.WRONG_CREDENTIALS);
            var wrong = CredentialsProvider.of(server.uri().getAuthority(), "alice", "wrong");
            assertThat(digestError(builder(server.uri()).credentials(wrong)))
                    .contains("log in again: docker login", Session.WRONG_CREDENTIALS);
        }
    }

    @Test
    void whereNoIdentityTokenIsTakenAPasswordIsLoggedInWith() {
        try (var server = RegistryServer.builder().user("alice", "secret").start()) {
            var token = CredentialsProvider.of(
                    server.uri().getAuthority(), () -> Credentials.identityToken("identity-token"));

            assertThat(digestError(builder(server.uri()).credentials(token)))
                    .contains("log in with a user name and a password: docker login");
        }
    }

    @Test
    void aLoginFileThatIsOfNoUseIsMadeAgain(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("config.json"), "{");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (var server = RegistryServer.builder().user("alice", "secret").start()) {
            assertThat(digestError(builder(server.uri()).credentials(DockerLogins.of(file))))
                    .contains("log in again: docker login");
        }
    }

    @Test
    void aCertificateIsTrustedByJava() {
        try (var server = RegistryServer.builder().start()) {
            var secure = URI.create("https://" + server.uri().getAuthority());

            assertThat(digestError(builder(secure))).contains("keytool -importcert");
        }
    }

    @Test
    void aLoginWithoutAClusterIsSwitched() {
        try (var images = ApoloImages.builder()
                .transport("okhttp")
                .localStore("docker-daemon")
                .build()) {
            assertThat(told(images::list)).contains("apolo config switch-cluster");
        }
    }
}
