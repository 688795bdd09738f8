package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.Retry;
import us.apolo.images.services.SampleImage;

/** A registry that fails under an engine: what the engine says of it decides whether the transfer is done again. */
@OnEveryPair
class RegistryOutageIT {
    private static final LocalImage LOCAL = new LocalImage("steadfast", "v1");
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .delays(Duration.ofMillis(50), Duration.ofMillis(200))
            .build();

    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();
    private final FrontEnd front;
    private final AtomicInteger retries = new AtomicInteger();
    private final Images images;
    private List<String> namesBefore = List.of();

    RegistryOutageIT(AdapterPair adapters, RealServices services) throws IOException {
        this.adapters = adapters;
        this.services = services;
        this.front = FrontEnd.of(services.registry().uri());
        this.images = builder().retries(QUICK).build();
    }

    private ApoloImages.Builder builder() {
        return adapters.builder(services.engine())
                .config(ApoloConfig.builder()
                        .cluster("shaky", front.uri())
                        .organization("acme")
                        .project(project)
                        .build())
                .credentials(CredentialsProvider.of(front.authority(), RealServices.USER, services.password()))
                .observer(operation -> new OperationListener() {
                    @Override
                    public void retrying(Retry retry) {
                        retries.incrementAndGet();
                    }
                });
    }

    @BeforeEach
    void makeImage() {
        SampleImage.of(services.engine()).layers(2, 100_000).seed(41).make("steadfast:v1");
        namesBefore = services.names();
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        images.close();
        front.close();
        assertThat(services.names()).isEqualTo(namesBefore);
    }

    /** What the engine asks, not what the library asks. */
    private static boolean fromEngine(HttpExchange exchange) {
        return exchange.getRequestHeaders().getOrDefault("User-Agent", List.of()).stream()
                .noneMatch(agent -> agent.startsWith("apolo-images/"));
    }

    private static boolean putsManifest(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestURI().getPath().contains("/manifests/");
    }

    private static boolean getsManifest(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                && exchange.getRequestURI().getPath().contains("/manifests/");
    }

    /** The registry gives a status to that many of some requests of the engine. */
    private AtomicInteger failing(int status, int times, Predicate<HttpExchange> which) {
        var left = new AtomicInteger(times);
        front.answering((exchange, passing) -> fromEngine(exchange)
                && which.test(exchange)
                && left.getAndDecrement() > 0
                && FrontEnd.text(exchange, status, "not now"));
        return left;
    }

    @Test
    void aPushWorksOnceTheRegistryIsBack() {
        var left = failing(502, 2, RegistryOutageIT::putsManifest);

        var remote = images.push(LOCAL);

        assertThat(images.digest(remote)).isNotNull();
        assertThat(left).hasValueLessThan(1);
        assertThat(retries).hasValue(2);
    }

    /** The engine itself sends a layer again, so that nothing is left to be done about it. */
    @Test
    void aPushGoesOnWhenTheRegistryFailsInTheMiddleOfALayer() {
        var left = failing(503, 1, exchange -> exchange.getRequestMethod().equals("PATCH"));

        var remote = images.push(LOCAL);

        assertThat(images.digest(remote)).isNotNull();
        assertThat(left).hasValueLessThan(1);
    }

    @Test
    void aPullWorksOnceTheRegistryIsBack() {
        var remote = images.push(LOCAL);
        services.engine().remove("steadfast:v1");
        namesBefore = services.names();
        failing(503, 2, RegistryOutageIT::getsManifest);

        images.pull(remote, new LocalImage("back", "v1"));

        assertThat(services.names()).contains("back:v1");
        assertThat(retries).hasPositiveValue();
        services.engine().remove("back:v1");
    }

    @Test
    void aRegistryThatStaysAwayIsToldWithAllAttempts() {
        failing(502, Integer.MAX_VALUE, RegistryOutageIT::putsManifest);

        assertThatThrownBy(() -> images.push(LOCAL))
                .isInstanceOfSatisfying(
                        RegistryUnavailableException.class,
                        e -> assertThat(e.attempts()).hasSize(4))
                .hasMessageContaining("steadfast:v1")
                .hasMessageContaining("after 4 attempts");
        assertThat(retries).hasValue(3);
    }

    @Test
    void whatTheRegistryForbidsItForbidsOnce() {
        var left = failing(403, Integer.MAX_VALUE, RegistryOutageIT::putsManifest);

        assertThatThrownBy(() -> images.push(LOCAL))
                .isInstanceOfSatisfying(
                        NotAuthorizedException.class,
                        e -> assertThat(e.attempts()).isEmpty());
        assertThat(retries).hasValue(0);
        assertThat(Integer.MAX_VALUE - left.get()).isEqualTo(1);
    }

    @Test
    void withoutRetriesTheFirstFailureIsTheLast() {
        failing(502, 1, RegistryOutageIT::putsManifest);
        try (var once = builder().retries(RetryPolicy.NONE).build()) {
            assertThatThrownBy(() -> once.push(LOCAL)).isInstanceOf(RegistryUnavailableException.class);
        }
        assertThat(retries).hasValue(0);
    }
}
