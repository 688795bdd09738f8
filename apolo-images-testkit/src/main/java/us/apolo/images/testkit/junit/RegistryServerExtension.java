package us.apolo.images.testkit.junit;

import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.RegistryServerBuilder;

/**
 * Hands a {@link RegistryServer} to tests and closes it afterwards; needs JUnit 5.13 or later. A parameter of the constructor (with one instance for
 * each class) or of a method for the whole class gets one that all tests of the class share; a parameter of a test, or of
 * a method before or after each, gets one for that test alone, unless the class has one.
 *
 * <pre>{@code
 * @ExtendWith(RegistryServerExtension.class)
 * class PushTest {
 *     @Test
 *     void pushes(RegistryServer server) { … }
 * }
 * }</pre>
 *
 * <p>Or with a registry of one's own description:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RegistryServerExtension REGISTRY =
 *         new RegistryServerExtension(RegistryServer.builder().user("alice", "secret"));
 * }</pre>
 */
public final class RegistryServerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(RegistryServerExtension.class);

    private final Supplier<RegistryServer> start;

    /** Hands out registries that let everybody do everything. */
    public RegistryServerExtension() {
        this(RegistryServer.builder());
    }

    /**
     * Hands out registries of a description.
     *
     * @param builder what they are like; each is a registry of its own
     */
    public RegistryServerExtension(RegistryServerBuilder builder) {
        this.start = Objects.requireNonNull(builder, "builder")::start;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RegistryServer.class;
    }

    @Override
    public RegistryServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // A store looks in those of the contexts around it first, and closes what is in it when its context ends.
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(this, extension -> extension.start.get(), RegistryServer.class);
    }
}
