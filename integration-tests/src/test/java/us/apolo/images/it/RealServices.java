package us.apolo.images.it;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.services.SampleImage;

/** The registry and the engine that all tests share. They start with the first test that wants them. */
final class RealServices implements AutoCloseable {
    static final String USER = "alice";
    static final String CLUSTER = "main";
    static final String ORGANIZATION = "acme";

    private static final AtomicInteger PROJECTS = new AtomicInteger();

    private final String password = secret();
    private final RegistryProcess registry;
    private final EngineProcess engine;

    private RealServices() {
        registry = RegistryProcess.builder().user(USER, password).start();
        try {
            engine = EngineProcess.start();
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    static String secret() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return "pw-" + HexFormat.of().formatHex(bytes);
    }

    RegistryProcess registry() {
        return registry;
    }

    EngineProcess engine() {
        return engine;
    }

    String password() {
        return password;
    }

    CredentialsProvider credentials() {
        return CredentialsProvider.of(registry.authority(), USER, password);
    }

    /** A project that no other test has. */
    static String newProject() {
        return "project" + PROJECTS.incrementAndGet();
    }

    ApoloConfig config(String project) {
        return ApoloConfig.builder()
                .cluster(CLUSTER, registry.uri())
                .organization(ORGANIZATION)
                .project(project)
                .build();
    }

    /** Everything that a user needs, in a project of its own. */
    ApoloImages.Builder builder(AdapterPair adapters, String project) {
        return adapters.builder(engine).config(config(project)).credentials(credentials());
    }

    Images images(AdapterPair adapters, String project) {
        return builder(adapters, project).build();
    }

    /** The names of all images that the engine has. */
    List<String> names() {
        return engine.images().stream().sorted().toList();
    }

    /** A small image of one layer in the engine. */
    void makeSmall(String name, long seed) {
        SampleImage.of(engine).seed(seed).make(name);
    }

    @Override
    public void close() {
        engine.close();
        registry.close();
    }

    /** Hands the services to constructors and methods, and ends them after the last test of the run. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RealServices.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RealServices.class))
                    .getOrComputeIfAbsent(RealServices.class, key -> new RealServices(), RealServices.class);
        }
    }
}
