package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a user inherits with each module is enough, and not too much: nothing that its classes reach is missing, whatever
 * the configuration and whatever goes wrong, and there is no jar that they do not reach.
 */
class ClosedWorldIT {
    /** Annotations for compilers and editors: a Java virtual machine passes over those that it does not find. */
    private static final Set<String> ANNOTATIONS = Set.of("org.jspecify.annotations", "javax.annotation");

    /** OkHttp asks for these security providers by name, and touches its classes for them if they are there. */
    private static final Set<String> SECURITY_PROVIDERS = Set.of(
            "org.bouncycastle.jsse",
            "org.bouncycastle.jsse.provider",
            "org.conscrypt",
            "org.openjsse.javax.net.ssl",
            "org.openjsse.net.ssl");

    /** Brought by those who write tests; the rest of the kit does without. */
    private static final Set<String> JUNIT = Set.of(
            "org.junit.jupiter.api",
            "org.junit.jupiter.api.extension",
            "org.junit.jupiter.api.function",
            "org.junit.jupiter.api.io");

    /** Brought by those who load and save archives; the rest of the layout does without. */
    private static final Set<String> TAR = Set.of("org.apache.commons.compress.archivers.tar");

    /** The SQLite driver logs there if it is there, and in the JDK's way else. */
    private static final Set<String> SLF4J = Set.of("org.slf4j");

    private static final Map<String, Set<String>> MISSING_WITH_A_REASON = Map.of(
            "transport-okhttp",
            SECURITY_PROVIDERS,
            "apolo-images-testkit",
            JUNIT,
            "oci-layout-adapter",
            TAR,
            "apolo-login",
            SLF4J);

    private static Set<String> reached(ClassReferences references, String module) {
        return references.reachedFrom(ClassReferences.classes(BuiltJars.jar(module)));
    }

    @ParameterizedTest
    @MethodSource("us.apolo.images.it.BuiltJars#published")
    void nothingIsMissingThatIsReached(String module) {
        var references = ClassReferences.in(BuiltJars.of(module));

        var missing = references.missingPackages(reached(references, module));

        missing.removeAll(ANNOTATIONS);
        assertThat(missing).isEqualTo(MISSING_WITH_A_REASON.getOrDefault(module, Set.of()));
    }

    @ParameterizedTest
    @MethodSource("us.apolo.images.it.BuiltJars#published")
    void noJarComesAlongThatIsNotReached(String module) {
        var jars = BuiltJars.of(module);
        var reached = reached(ClassReferences.in(jars), module);

        assertThat(jars.jars())
                .filteredOn(jar -> Collections.disjoint(ClassReferences.classes(jar), reached))
                .isEmpty();
    }
}
