package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.docker.daemon.DockerDaemon;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.services.SampleImage;
import us.apolo.images.testkit.InMemoryRegistry;

/**
 * A push that is interrupted while the engine waits for the registry to take the manifest. Engines do not give up that
 * request, and write down the digest when it is answered; the push ends after that, so that whoever takes the name away
 * then takes the digest with it.
 */
@ExtendWith(RealServices.Extension.class)
class StoppedPushIT {
    private static final int PATIENCE_SECONDS = 30;

    /** What a busy registry may take. */
    private static final int DELAY_MILLISECONDS = 1000;

    private final RealServices services;
    private final FrontEnd front;
    private final CountDownLatch manifest = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);

    StoppedPushIT(RealServices services) throws IOException {
        this.services = services;
        this.front = FrontEnd.of(services.registry().uri()).answering(this::slowWithManifests);
    }

    @AfterEach
    void close() throws IOException {
        front.close();
    }

    private boolean slowWithManifests(HttpExchange exchange, FrontEnd passing) throws IOException {
        if (!exchange.getRequestMethod().equals("PUT")
                || !exchange.getRequestURI().getPath().contains("/manifests/")) {
            return false;
        }
        manifest.countDown();
        pause();
        passing.passOn(exchange, exchange.getRequestURI().toString(), null);
        exchange.close();
        answered.countDown();
        return true;
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(DELAY_MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException("The front end was closed", e);
        }
    }

    @Test
    void endsWhenTheEngineHasWrittenDownTheDigest() throws Exception {
        SampleImage.of(services.engine()).seed(71).make("stopped:v1");
        var before = services.names();
        var name = new LocalImage(front.authority() + "/acme/stopped", "v1");
        try (var store = DockerDaemon.create(
                LocalDockerConfig.DEFAULT.withLocation(services.engine().host()))) {
            store.tag(
                    store.inspect(new LocalImage("stopped", "v1")).orElseThrow().id(), name);
            var push = new FutureTask<Digest>(() -> store.push(transfer(name), step -> {}));
            var pushing = new Thread(push, "push");
            pushing.start();
            assertThat(manifest.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            pushing.interrupt();

            assertThatThrownBy(() -> push.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(OperationCancelledException.class);
            store.untag(name);
        }
        assertThat(answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(DELAY_MILLISECONDS);
        assertThat(services.names()).isEqualTo(before);
        services.engine().remove("stopped:v1");
    }

    private Transfer transfer(LocalImage name) {
        return new Transfer(
                name,
                new Repository(front.authority(), "acme/stopped"),
                Optional.of(new Credentials(RealServices.USER, services.password())),
                null,
                new InMemoryRegistry());
    }
}
