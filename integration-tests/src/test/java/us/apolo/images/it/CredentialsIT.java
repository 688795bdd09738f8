package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;

/**
 * Credentials belong to one registry. Every server here records all it is sent, and everything that is logged is kept;
 * a secret is found nowhere but in the Authorization field of requests to the registry that it is for.
 */
@Tag("long")
@OnEveryPair
class CredentialsIT {
    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();
    private final FrontEnd mine;
    private final FrontEnd stranger;
    private final WholeLog log = new WholeLog();
    private final List<String> secrets;

    CredentialsIT(AdapterPair adapters, RealServices services) throws IOException {
        this.adapters = adapters;
        this.services = services;
        this.mine = FrontEnd.of(services.registry().uri());
        this.stranger = FrontEnd.elsewhere(services.registry().uri());
        var authorization = PlatformFrontEnd.basic(RealServices.USER, services.password());
        this.secrets = List.of(services.password(), authorization.substring("Basic ".length()));
    }

    @BeforeEach
    void listen() {
        log.open();
        services.makeSmall("secretive:v1", 17);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
        mine.close();
        stranger.close();
        assertThat(log.lines()).allSatisfy(this::hasNoSecret);
    }

    private void hasNoSecret(String text) {
        secrets.forEach(secret -> assertThat(text).doesNotContain(secret));
    }

    private Images images() {
        return adapters.builder(services.engine())
                .config(ApoloConfig.builder()
                        .cluster("mine", mine.uri())
                        .organization("acme")
                        .project(project)
                        .build())
                .credentials(CredentialsProvider.of(mine.authority(), RealServices.USER, services.password()))
                .build();
    }

    private void strangerHasSeenNoSecret() {
        assertThat(stranger.seen()).isNotEmpty().allSatisfy(seen -> {
            assertThat(seen.authorization()).isEmpty();
            hasNoSecret(seen.everything());
        });
    }

    @Test
    void anExternalRegistryGetsNone() {
        try (var images = images()) {
            var external = RemoteImage.newExternalImage(project + "/app", stranger.authority(), "v1");
            assertThatThrownBy(() -> images.push(new LocalImage("secretive", "v1"), external))
                    .isInstanceOfSatisfying(ImagesException.class, e -> hasNoSecret(e.toString()));
            assertThatThrownBy(() -> images.pull(external)).isInstanceOf(ImagesException.class);
            assertThatThrownBy(() -> images.digest(external)).isInstanceOf(ImagesException.class);
            assertThatThrownBy(() -> images.tags(external.withoutTag())).isInstanceOf(ImagesException.class);
            assertThatThrownBy(() -> images.size(external)).isInstanceOf(ImagesException.class);
        }
        strangerHasSeenNoSecret();
    }

    @Test
    void aRedirectToAnotherHostTakesNoneAlong() {
        try (var images = images()) {
            var remote = images.push(new LocalImage("secretive", "v1"));
            mine.answering((exchange, front) -> redirect(exchange));

            assertThatThrownBy(() -> images.digest(remote)).isInstanceOf(ImagesException.class);
            assertThatThrownBy(() -> images.size(remote)).isInstanceOf(ImagesException.class);
            assertThatThrownBy(images::list).isInstanceOf(ImagesException.class);
            assertThatThrownBy(() -> images.tags(remote.withoutTag()))
                    .isInstanceOfSatisfying(ImagesException.class, e -> hasNoSecret(e.toString()));
        }
        strangerHasSeenNoSecret();
    }

    private boolean redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        stranger.uri().resolve(exchange.getRequestURI()).toString());
        return FrontEnd.text(exchange, 307, "");
    }

    @Test
    void aLinkToAnotherHostTakesNoneAlong() {
        try (var images = images()) {
            var remote = images.push(new LocalImage("secretive", "v1"));
            mine.answering((exchange, front) -> {
                exchange.getResponseHeaders().set("Link", "<" + stranger.uri() + "/v2/more>; rel=\"next\"");
                return FrontEnd.text(exchange, 200, "{\"repositories\":[\"a/b\"],\"tags\":[\"t\"]}");
            });
            stranger.answering((exchange, front) -> FrontEnd.text(exchange, 200, "{\"repositories\":[],\"tags\":[]}"));

            assertThat(images.list()).hasSize(1);
            assertThat(images.tags(remote.withoutTag())).hasSize(1);
        }
        strangerHasSeenNoSecret();
    }

    @Test
    void nothingThatIsShownOrLoggedHasThem() {
        var provider = CredentialsProvider.of(mine.authority(), RealServices.USER, services.password());
        hasNoSecret(provider.credentials(mine.authority()).toString());
        hasNoSecret(new Credentials(RealServices.USER, services.password()).toString());
        try (var images = images()) {
            hasNoSecret(images.toString());
            var remote = images.push(new LocalImage("secretive", "v1"));
            images.pull(remote, new LocalImage("secretive", "v1"));
            images.tagInfos(remote.withoutTag());
            mine.answering(CredentialsIT::echo);
            assertThatThrownBy(() -> images.digest(remote))
                    .isInstanceOfSatisfying(ImagesException.class, this::tellsNothing);
            assertThatThrownBy(() -> images.size(remote))
                    .isInstanceOfSatisfying(ImagesException.class, this::tellsNothing);
            assertThatThrownBy(() -> images.push(new LocalImage("secretive", "v1")))
                    .isInstanceOfSatisfying(ImagesException.class, this::tellsNothing);
        }
        assertThat(log.lines()).as("the log was listened to").isNotEmpty();
    }

    /** A server that tells all that it was sent. */
    private static boolean echo(HttpExchange exchange, FrontEnd front) throws IOException {
        return FrontEnd.text(
                exchange, 418, "You sent " + exchange.getRequestHeaders().entrySet());
    }

    private void tellsNothing(Throwable error) {
        for (var e = error; e != null; e = e.getCause()) {
            hasNoSecret(e.toString());
        }
        ((ImagesException) error).answer().ifPresent(answer -> hasNoSecret(answer.toString()));
    }

    @Test
    void theRegistryItselfGetsThem() {
        try (var images = images()) {
            images.push(new LocalImage("secretive", "v1"));
        }
        assertThat(mine.seen())
                .anySatisfy(seen -> assertThat(seen.authorization()).isNotEmpty());
    }
}
