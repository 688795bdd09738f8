package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.login.ApoloLogin;
import us.apolo.images.services.SignedInFolder;

/** Who is signed in on this machine does the whole job without saying anything else, and no secret is told. */
@OnEveryPair
class LoginIT {
    private static final String OLD = SignedInFolder.token("alice", RealServices.secret());
    private static final String FRESH = SignedInFolder.token("alice", RealServices.secret());

    private final AdapterPair adapters;
    private final RealServices services;
    private final PlatformFrontEnd platform;
    private final FrontEnd front;
    private final WholeLog log = new WholeLog();
    private int renewal = 200;

    @TempDir
    Path folder = Path.of("");

    LoginIT(AdapterPair adapters, RealServices services) throws IOException {
        this.adapters = adapters;
        this.services = services;
        this.platform = new PlatformFrontEnd(services, Set.of(OLD));
        this.front = FrontEnd.of(services.registry().uri()).answering(this::answer);
    }

    private boolean answer(HttpExchange exchange, FrontEnd asked) throws IOException {
        return exchange.getRequestURI().getPath().equals("/token")
                ? FrontEnd.text(exchange, renewal, "{\"access_token\": \"" + FRESH + "\", \"expires_in\": 3600}")
                : platform.handle(exchange, asked);
    }

    @BeforeEach
    void listen() {
        log.open();
        services.makeSmall("signed-in:v1", 23);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
        front.close();
        assertThat(log.lines())
                .allSatisfy(line -> assertThat(line).doesNotContain(OLD, FRESH, "made-up-refresh-token"));
    }

    private SignedInFolder login() throws Exception {
        return SignedInFolder.make(
                        Path.of(System.getProperty("modules")),
                        folder.resolve("login"),
                        front.uri(),
                        front.uri().resolve("/token"))
                .token(OLD, Instant.now().plusSeconds(3600));
    }

    private Images images(SignedInFolder login) {
        return adapters.builder(services.engine())
                .login(ApoloLogin.ofFolder(login.path()).inWorkingFolder(folder))
                .build();
    }

    @Test
    void theWholeJobIsDoneByTheLogin() throws Exception {
        try (var images = images(login())) {
            var remote = images.push(new LocalImage("signed-in", "v1"));

            assertThat(remote).hasToString("image://" + SignedInFolder.CURRENT + "/signed-in:v1");
            assertThat(images.list()).contains(remote.withoutTag());
            assertThat(images.tags(remote.withoutTag())).containsExactly(remote);
            assertThat(images.size(remote)).isPositive();
            assertThat(images.pull(remote, new LocalImage("signed-in", "v1"))).isNotNull();
            var digest = images.digest(remote);
            assertThat(images.rm(remote, digest)).isEqualTo(digest);
        }
        assertThat(front.seen()).noneMatch(seen -> seen.uri().equals("/token"));
    }

    @Test
    void aTokenThatHasRunOutIsRenewedInTheMiddleOfTheJob() throws Exception {
        var login = login();
        try (var images = images(login)) {
            platform.accept(Set.of(FRESH));

            var remote = images.push(new LocalImage("signed-in", "v1"));

            assertThat(images.rm(remote, images.digest(remote))).isNotNull();
        }
        assertThat(login.get("SELECT token FROM main")).isEqualTo(FRESH);
        assertThat(front.seen()).filteredOn(seen -> seen.uri().equals("/token")).hasSize(1);
    }

    @Test
    void aRenewalThatIsRefusedSaysToLogInAgain() throws Exception {
        renewal = 401;
        try (var images = images(login())) {
            platform.accept(Set.of(FRESH));

            for (Runnable operation : List.<Runnable>of(
                    images::list,
                    () -> images.push(new LocalImage("signed-in", "v1")),
                    () -> images.pull(images.parser().remoteImage("image:signed-in:v1")))) {
                assertThatThrownBy(operation::run)
                        .isInstanceOf(NotAuthenticatedException.class)
                        .hasMessageContaining("log in again: apolo logout, then apolo login");
            }
        }
    }
}
