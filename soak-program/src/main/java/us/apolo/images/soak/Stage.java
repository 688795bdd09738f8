package us.apolo.images.soak;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.IntStream;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.services.SampleImage;

/**
 * A private registry with what the workers need, a relay before it, and a private engine.
 *
 * <p><strong>It must be closed</strong>: that ends all of them.
 */
final class Stage implements AutoCloseable {
    private static final int LAYERS = 2;
    private static final int LAYER_BYTES = 50_000;

    private final Credentials credentials;
    private final RegistryProcess registry;
    private final EngineProcess engine;
    private final Relay relay;

    private Stage(Credentials credentials, RegistryProcess registry, EngineProcess engine, Relay relay) {
        this.credentials = credentials;
        this.registry = registry;
        this.engine = engine;
        this.relay = relay;
    }

    static Stage prepare(int workers, FaultPlan plan) throws IOException {
        var credentials = LoadOptions.credentials(randomText());
        var registry = RegistryProcess.builder()
                .user(credentials.username(), credentials.password())
                .start();
        try {
            var engine = EngineProcess.start();
            try {
                var stage = new Stage(credentials, registry, engine, Relay.start(registry.uri(), plan));
                stage.fill(workers);
                return stage;
            } catch (IOException | RuntimeException e) {
                engine.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    private static String randomText() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void fill(int workers) {
        for (var number = 0; number < Fixture.PUSHED_IMAGES; number++) {
            make(Fixture.pushable(number).toString(), number);
        }
        var direct = new DirectRegistry(registry.uri(), credentials);
        try (var images = ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster(Fixture.CLUSTER, registry.uri())
                        .build())
                .credentials(CredentialsProvider.of(registry.authority(), () -> credentials))
                .transport("okhttp")
                .localStore("docker-daemon")
                .localStore(LocalDockerConfig.DEFAULT.withLocation(engine.host()))
                .build()) {
            IntStream.range(0, workers).forEach(worker -> {
                var fixture = Fixture.of(worker, registry.authority());
                fillByHand(fixture, direct);
                for (var number = 0; number < Fixture.PULLED_TAGS; number++) {
                    var local = fixture.pulledLocally(number);
                    make(local.toString(), 1000 + worker * Fixture.PULLED_TAGS + number);
                    images.push(local, fixture.pulled(number));
                    engine.remove(local.toString());
                }
            });
        }
    }

    private void make(String name, long seed) {
        SampleImage.of(engine).layers(LAYERS, LAYER_BYTES).seed(seed).make(name);
    }

    private static void fillByHand(Fixture fixture, DirectRegistry direct) {
        for (var repository : new String[] {"base", "scratch", "pushed"}) {
            direct.putBlob(fixture.path(repository), Fixture.CONFIG);
            direct.putBlob(fixture.path(repository), Fixture.LAYER);
        }
        // There from the start, like all others: a list that changes while a page of it is asked for again is an error.
        direct.putManifest(fixture.path("pushed"), "keep", Fixture.manifest(fixture.worker() + " pushed", 1));
        for (var number = 0; number < Fixture.BASE_TAGS; number++) {
            direct.putManifest(fixture.path("base"), Fixture.baseTag(number), fixture.baseManifest(number));
        }
        direct.putManifest(fixture.path("scratch"), "keep", Fixture.manifest(fixture.worker() + " kept", 1));
    }

    Credentials credentials() {
        return credentials;
    }

    Relay relay() {
        return relay;
    }

    URI registry() {
        return registry.uri();
    }

    EngineProcess engine() {
        return engine;
    }

    @Override
    public void close() throws IOException {
        try {
            relay.close();
        } finally {
            try {
                engine.close();
            } finally {
                registry.close();
            }
        }
    }
}
