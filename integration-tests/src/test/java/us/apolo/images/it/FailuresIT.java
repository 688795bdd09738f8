package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RetryPolicy;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.services.SampleImage;

/** Bad input and bad luck: the type, the message, and that nothing is left behind. */
@Tag("long")
@OnEveryPair
class FailuresIT {
    private static final LocalImage LOCAL = new LocalImage("unlucky", "v1");

    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();
    private final Images images;
    private List<String> namesBefore = List.of();

    FailuresIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        this.services = services;
        this.images = services.images(adapters, project);
    }

    @BeforeEach
    void makeImage() {
        services.makeSmall("unlucky:v1", 13);
        namesBefore = services.names();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        images.close();
        assertThat(services.names()).isEqualTo(namesBefore);
    }

    /** Without retries: what is looked at is the failure itself. */
    private Images at(URI registry, CredentialsProvider credentials) {
        return adapters.builder(services.engine())
                .config(ApoloConfig.builder()
                        .cluster("other", registry)
                        .organization("acme")
                        .project(project)
                        .build())
                .credentials(credentials)
                .retries(RetryPolicy.NONE)
                .build();
    }

    private CredentialsProvider sameFor(String authority) {
        return CredentialsProvider.of(authority, RealServices.USER, services.password());
    }

    @Test
    void aLocalImageThatIsNotThere() {
        assertThatThrownBy(() -> images.push(new LocalImage("nowhere", "v1")))
                .isInstanceOfSatisfying(ImageNotFoundException.class, e -> {
                    assertThat(e.image()).isEqualTo("nowhere:v1");
                    assertThat(e.where()).contains("local image store");
                });
    }

    @Test
    void aRemoteImageThatIsNotThere() {
        var absent = images.parser().remoteImage("image:absent:v1");

        assertThatThrownBy(() -> images.pull(absent)).isInstanceOfSatisfying(ImageNotFoundException.class, e -> {
            assertThat(e.image()).contains(project + "/absent:v1");
            assertThat(e.where()).contains(services.registry().authority());
            assertThat(e.answer().map(RegistryAnswer::codes).orElseThrow())
                    .containsAnyOf("MANIFEST_UNKNOWN", "NAME_UNKNOWN");
        });
        assertThatThrownBy(() -> images.size(absent)).isInstanceOf(ImageNotFoundException.class);
        assertThatThrownBy(() -> images.tags(absent.withoutTag())).isInstanceOf(ImageNotFoundException.class);
        assertThatThrownBy(() -> images.rm(absent, Digest.sha256(new byte[0])))
                .isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void noEngine(@TempDir Path folder) {
        var socket = "unix://" + folder.resolve("no.sock");
        try (var engineless = services.builder(adapters, project)
                .localStore(LocalDockerConfig.DEFAULT.withLocation(socket))
                .build()) {
            assertThatThrownBy(() -> engineless.push(LOCAL))
                    .isInstanceOfSatisfying(EngineUnavailableException.class, e -> {
                        assertThat(e.tried()).anyMatch(tried -> tried.contains(socket));
                        assertThat(e).hasMessageContaining("DOCKER_HOST");
                    });
        }
    }

    @Test
    void noRegistry() throws IOException {
        URI gone;
        try (var front = FrontEnd.of(services.registry().uri())) {
            gone = front.uri();
        }
        try (var nowhere = at(gone, CredentialsProvider.anonymous())) {
            var remote = nowhere.parser().remoteImage("image:unlucky:v1");
            assertThatThrownBy(() -> nowhere.push(LOCAL))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining(gone.getAuthority());
            assertThatThrownBy(() -> nowhere.pull(remote)).isInstanceOf(RegistryUnavailableException.class);
            assertThatThrownBy(() -> nowhere.digest(remote)).isInstanceOf(RegistryUnavailableException.class);
            assertThatThrownBy(nowhere::list).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void aWrongPassword() {
        var wrong = "wrong-" + RealServices.secret();
        var credentials = CredentialsProvider.of(services.registry().authority(), RealServices.USER, wrong);
        try (var stranger =
                services.builder(adapters, project).credentials(credentials).build()) {
            assertThatThrownBy(() -> stranger.push(LOCAL))
                    .isInstanceOf(NotAuthenticatedException.class)
                    .hasMessageNotContaining(wrong);
            assertThatThrownBy(stranger::list)
                    .isInstanceOf(NotAuthenticatedException.class)
                    .hasMessageContaining("does not accept the credentials");
            assertThatThrownBy(() -> stranger.pull(stranger.parser().remoteImage("image:any:v1")))
                    .isInstanceOf(NotAuthenticatedException.class);
        }
    }

    @Test
    void noCredentialsAtAll() {
        try (var stranger = services.builder(adapters, project)
                .credentials(CredentialsProvider.anonymous())
                .build()) {
            assertThatThrownBy(() -> stranger.push(LOCAL)).isInstanceOf(NotAuthenticatedException.class);
            assertThatThrownBy(stranger::list)
                    .isInstanceOf(NotAuthenticatedException.class)
                    .hasMessageContaining("there are none");
        }
    }

    @Test
    void forbiddenToPush() throws IOException {
        try (var front = FrontEnd.of(services.registry().uri()).answering(FailuresIT::forbidUploads);
                var reader = at(front.uri(), sameFor(front.authority()))) {
            assertThatThrownBy(() -> reader.push(LOCAL))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("unlucky");
        }
    }

    private static boolean forbidUploads(HttpExchange exchange, FrontEnd front) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return false;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        return json(exchange, 403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"requested access is denied\"}]}");
    }

    private static boolean json(HttpExchange exchange, int status, String body) throws IOException {
        return FrontEnd.text(exchange, status, body);
    }

    @Test
    void anErrorInsideTheStreamAfterStatus200() throws IOException {
        try (var front = FrontEnd.of(services.registry().uri())
                        .answering(
                                (exchange, passing) -> exchange.getRequestMethod()
                                                .equals("PUT")
                                        && exchange.getRequestURI().getPath().contains("/manifests/")
                                        && json(
                                                exchange,
                                                400,
                                                "{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"no good\"}]}"));
                var refused = at(front.uri(), sameFor(front.authority()))) {
            assertThatThrownBy(() -> refused.push(LOCAL))
                    .isInstanceOf(TransferFailedException.class)
                    .hasMessageContaining("unlucky:v1");
        }
    }

    @Test
    void aRegistryThatHasHadEnough() throws IOException {
        try (var front = FrontEnd.of(services.registry().uri()).answering((exchange, passing) -> {
                    exchange.getResponseHeaders().set("Retry-After", "30");
                    return FrontEnd.text(exchange, 429, "slow down");
                });
                var hasty = at(front.uri(), sameFor(front.authority()))) {
            var remote = hasty.parser().remoteImage("image:any:v1");
            assertThatThrownBy(() -> hasty.digest(remote))
                    .isInstanceOfSatisfying(
                            RateLimitedException.class,
                            e -> assertThat(e.retryAt()).isPresent());
            assertThatThrownBy(() -> hasty.pull(remote)).isInstanceOf(RateLimitedException.class);
        }
    }

    @Test
    void aStreamThatStopsHalfWay() throws IOException {
        try (var front = FrontEnd.of(services.registry().uri()).answering(FailuresIT::cutBlobs);
                var broken = at(front.uri(), sameFor(front.authority()))) {
            SampleImage.of(services.engine()).layers(1, 3_000_000).seed(77).make("cut:v1");
            var remote = images.push(new LocalImage("cut", "v1"));
            services.engine().remove("cut:v1");

            assertThatThrownBy(() -> broken.pull(broken.parser().remoteImage("image:cut:v1")))
                    .isInstanceOfAny(TransferFailedException.class, RegistryUnavailableException.class)
                    .hasMessageContaining("cut");
            assertThat(images.digest(remote)).isNotNull();
        }
    }

    private static boolean cutBlobs(HttpExchange exchange, FrontEnd front) throws IOException {
        if (!exchange.getRequestURI().getPath().contains("/blobs/")
                || !exchange.getRequestMethod().equals("GET")) {
            return false;
        }
        exchange.sendResponseHeaders(200, 3_000_000);
        exchange.getResponseBody().write(new byte[1000]);
        exchange.getResponseBody().flush();
        throw new IOException("cut off by the test");
    }

    @Test
    void anEngineThatIsKilledWhileItPushes() {
        try (var doomed = EngineProcess.start()) {
            SampleImage.of(doomed).layers(4, 20_000_000).seed(5).make("unlucky:v1");
            var before = doomed.images();
            try (var victim = services.builder(adapters, project)
                    .localStore(LocalDockerConfig.DEFAULT.withLocation(doomed.host()))
                    .build()) {
                assertThatThrownBy(() -> victim.push(LOCAL, killing(doomed)))
                        .isInstanceOf(TransferFailedException.class)
                        .hasMessageContaining("unlucky");
                doomed.restart();
                assertThat(doomed.images()).hasSize(before.size() + 1);
            }
            assertThat(doomed.images())
                    .as("closing puts right what the engine's end left")
                    .isEqualTo(before);
        }
    }

    private ImageProgressListener killing(EngineProcess engine) {
        return new ImageProgressListener() {
            private boolean killed;

            @Override
            public void step(ImageProgressStep event) {
                if (!killed && (event.current().orElse(0) > 0 || !adapters.tellsBytes())) {
                    killed = true;
                    engine.kill();
                }
            }
        };
    }

    @Test
    void deletionDisabled() {
        var password = RealServices.secret();
        try (var readOnly = RegistryProcess.builder()
                        .user(RealServices.USER, password)
                        .deletion(false)
                        .start();
                var keeper =
                        at(readOnly.uri(), CredentialsProvider.of(readOnly.authority(), RealServices.USER, password))) {
            var remote = keeper.push(LOCAL);
            assertThatThrownBy(() -> keeper.rm(remote, keeper.digest(remote)))
                    .isInstanceOfSatisfying(RegistryRefusedException.class, e -> {
                        assertThat(e.answer().map(RegistryAnswer::status)).contains(405);
                        assertThat(e.answer().orElseThrow().codes()).contains("UNSUPPORTED");
                        assertThat(e).hasMessageContaining("does not delete");
                    });
        }
    }

    @Test
    void aListenerThatThrowsAtTheStart() {
        var mine = new IllegalArgumentException("mine");
        assertThatThrownBy(() -> images.push(LOCAL, new ImageProgressListener() {
                    @Override
                    public void push(us.apolo.images.ImageProgressPush event) {
                        throw mine;
                    }
                }))
                .isSameAs(mine);
    }

    @Test
    void aListenerThatThrowsInTheMiddle() {
        var mine = new IllegalArgumentException("mine");
        ImageProgressListener thrower = new ImageProgressListener() {
            @Override
            public void step(ImageProgressStep event) {
                throw mine;
            }
        };
        assertThatThrownBy(() -> images.push(LOCAL, thrower)).isSameAs(mine);

        services.makeSmall("heard:v1", 14);
        var remote = images.push(new LocalImage("heard", "v1"));
        services.engine().remove("heard:v1");
        assertThatThrownBy(() -> images.pull(remote, thrower)).isSameAs(mine);
    }

    @Test
    void anOperationAfterClose() {
        var remote = images.parser().remoteImage("image:any:v1");
        images.close();
        images.close();

        assertThatThrownBy(() -> images.push(LOCAL)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> images.pull(remote)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> images.digest(remote)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(images::list)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
