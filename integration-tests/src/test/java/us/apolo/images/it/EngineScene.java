package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.RetryPolicy;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.testkit.ActiveFault;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** A real engine with a relay before it, a registry, and who moves images between the two. */
final class EngineScene implements AutoCloseable {
    static final LocalImage LOCAL = new LocalImage("frail", "v1");
    static final LocalImage PULLED = new LocalImage("pulled", "v1");

    private static final AtomicLong SEEDS = new AtomicLong(System.nanoTime());
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .maxAttempts(MatrixScene.ATTEMPTS)
            .delays(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();

    private final EngineTrouble trouble;
    private final EngineDirection direction;
    private final EngineProcess engine;
    private final RegistryServer server = RegistryServer.start();
    private final EngineRelay relay;
    private final Optional<ActiveFault> fault;
    private final Images images;
    private final TestImage image;
    private final @Nullable Thread fate;

    EngineScene(AdapterPair adapters, EngineTrouble trouble, EngineDirection direction, EngineProcess engine)
            throws IOException {
        this.trouble = trouble;
        this.direction = direction;
        this.engine = engine;
        this.relay = new EngineRelay(trouble.way(), engine.host());
        this.fault = trouble.fault(direction).map(server::fail);
        this.image = TestImage.builder()
                .seed(SEEDS.incrementAndGet())
                .layers(2, 50_000)
                .build();
        server.put("acme/ml/pulled", "v1", image);
        this.images = adapters.builder(host())
                .config(ApoloConfig.builder()
                        .cluster("main", server.uri())
                        .organization("acme")
                        .project("ml")
                        .build())
                .localStore(new LocalDockerConfig(host(), CONNECT_LIMIT))
                .retries(QUICK)
                .timeLimit(EngineTable.outcome(trouble, direction, adapters) == EngineOutcome.OVERDUE ? SHORT : LONG)
                .build();
        this.fate = trouble == EngineTrouble.KILLED || trouble == EngineTrouble.RESTARTED ? fate() : null;
    }

    private String host() {
        return trouble == EngineTrouble.NO_SOCKET ? relay.host() + ".nowhere" : relay.host();
    }

    /** Waits until the engine is in the middle of the transfer. */
    private Thread fate() {
        var thread = new Thread(
                () -> {
                    if (isReached()) {
                        strike();
                    }
                },
                "fate");
        thread.start();
        return thread;
    }

    private boolean isReached() {
        var end = System.nanoTime() + LONG.toNanos();
        while (fault.orElseThrow().hits() == 0 && System.nanoTime() < end) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                return false;
            }
        }
        return fault.orElseThrow().hits() > 0;
    }

    private void strike() {
        if (trouble == EngineTrouble.KILLED) {
            engine.kill();
        } else {
            engine.restart();
        }
    }

    /** Pushes or pulls, and sees that the success is one. */
    void transfer() {
        if (direction == EngineDirection.PUSH) {
            var remote = images.push(
                    LOCAL, remote("pushed-" + image.digest().encoded().substring(0, 12)));
            assertThat(server.digest("acme/ml/" + remote.name(), "v1")).isNotNull();
        } else {
            images.pull(remote("pulled"), PULLED);
            assertThat(engine.images()).contains("pulled:v1");
            engine.remove("pulled:v1");
        }
    }

    private RemoteImage remote(String name) {
        return images.parser().remoteImage("image:" + name + ":v1");
    }

    /** The trouble has been met. */
    void check() {
        if (trouble.way() == EngineRelay.Way.PASSES) {
            fault.ifPresent(active ->
                    assertThat(active.hits()).as("what the registry has broken").isPositive());
        } else {
            assertThat(relay.broken()).as("what the relay has broken").isPositive();
        }
    }

    /** What the engine's end has left is put right when all is closed, once the engine is back. */
    @Override
    public void close() throws IOException {
        awaitFate();
        server.heal();
        if (trouble == EngineTrouble.KILLED) {
            engine.restart();
        }
        images.close();
        relay.close();
        server.close();
    }

    private void awaitFate() throws IOException {
        if (fate != null) {
            try {
                fate.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while the engine was struck", e);
            }
        }
    }
}
