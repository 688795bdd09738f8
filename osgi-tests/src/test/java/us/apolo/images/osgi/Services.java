package us.apolo.images.osgi;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.services.SampleImage;

/** A registry and an engine. They must be closed. */
final class Services implements AutoCloseable {
    static final String IMAGE = "carried:v1";

    private static final String USER = "alice";

    private final String password = secret();
    private final RegistryProcess registry;
    private final EngineProcess engine;

    private Services() {
        registry = RegistryProcess.builder().user(USER, password).start();
        try {
            engine = EngineProcess.start();
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    /** Starts both, with {@link #IMAGE} in the engine. */
    static Services start() {
        var services = new Services();
        SampleImage.of(services.engine).seed(17).make(IMAGE);
        return services;
    }

    private static String secret() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return "pw-" + HexFormat.of().formatHex(bytes);
    }

    EngineProcess engine() {
        return engine;
    }

    /** What the probe has to know of them, to carry the image to a project and back under another name. */
    Map<String, String> settings(String project, String target) {
        return new HashMap<>(Map.of(
                "registry", registry.uri().toString(),
                "user", USER,
                "password", password,
                "engine", engine.host(),
                "image", IMAGE,
                "project", project,
                "target", target));
    }

    @Override
    public void close() {
        engine.close();
        registry.close();
    }
}
