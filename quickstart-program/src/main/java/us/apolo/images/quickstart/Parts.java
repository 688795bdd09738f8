package us.apolo.images.quickstart;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.services.Engine;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.RegistryProcess;

/** The registry and the engine to show things with: the user's, or private ones that end with {@link #close()}. */
final class Parts implements AutoCloseable {
    private final Optional<RegistryProcess> ownRegistry;
    private final Optional<EngineProcess> ownEngine;
    private final URI registryUrl;
    private final Engine engine;
    private final Optional<Credentials> credentials;

    private Parts(
            Options options,
            Optional<RegistryProcess> ownRegistry,
            Optional<EngineProcess> ownEngine,
            Optional<Credentials> credentials) {
        this.ownRegistry = ownRegistry;
        this.ownEngine = ownEngine;
        this.credentials = credentials;
        registryUrl =
                ownRegistry.map(RegistryProcess::uri).or(options::registry).orElseThrow();
        engine = ownEngine
                .map(Engine.class::cast)
                .or(() -> options.engine().map(Engine::at))
                .orElseThrow();
    }

    static Parts prepare(Options options, Narrator narrator) {
        if (options.registry().isPresent()) {
            return prepare(options, Optional.empty(), options.credentials(), narrator);
        }
        var credentials = new Credentials("quickstart", randomText());
        narrator.say("Starting a private registry; its user is quickstart, the password is random.");
        var registry = RegistryProcess.builder()
                .user(credentials.username(), credentials.password())
                .start();
        try {
            return prepare(options, Optional.of(registry), Optional.of(credentials), narrator);
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    private static Parts prepare(
            Options options, Optional<RegistryProcess> registry, Optional<Credentials> credentials, Narrator narrator) {
        if (options.engine().isPresent()) {
            return new Parts(options, registry, Optional.empty(), credentials);
        }
        narrator.say("Starting a private engine.");
        return new Parts(options, registry, Optional.of(EngineProcess.start()), credentials);
    }

    private static String randomText() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Where the registry is. */
    URI registryUrl() {
        return registryUrl;
    }

    Engine engine() {
        return engine;
    }

    /** Whether the engine outlives this, so that what is put into it has to be taken out again. */
    boolean keepsEngine() {
        return ownEngine.isEmpty();
    }

    /** Whether the registry outlives this. */
    boolean keepsRegistry() {
        return ownRegistry.isEmpty();
    }

    ApoloConfig config() {
        return ApoloConfig.builder()
                .cluster("default", registryUrl)
                .organization("acme")
                .project("ml")
                .build();
    }

    CredentialsProvider credentialsProvider() {
        var config = config();
        return credentials
                .map(known -> CredentialsProvider.of(config.registry("default"), () -> known))
                .orElseGet(CredentialsProvider::anonymous);
    }

    @Override
    public void close() {
        try {
            ownEngine.ifPresent(EngineProcess::close);
        } finally {
            ownRegistry.ifPresent(RegistryProcess::close);
        }
    }
}
