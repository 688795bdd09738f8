package us.apolo.images.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a release says of what it drags in, beside what users really get. */
class SbomIT {
    /** What may come along: each asks for no more than to be named. */
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "BSD-3-Clause", "MIT");

    static List<String> jars() {
        return Staged.jars();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void namesWhatComesAlongAtRunTimeAndNothingElse(String artifact) {
        assertThat(Sbom.of(artifact).required().keySet())
                .containsExactlyInAnyOrderElementsOf(Staged.comesWith(artifact));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void everythingHasALicenceThatIsAllowed(String artifact) {
        assertThat(Sbom.of(artifact).required())
                .allSatisfy((name, licences) -> assertThat(licences)
                        .as("licences of %s", name)
                        .isNotEmpty()
                        .isSubsetOf(ALLOWED));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void isOfThisVersion(String artifact) {
        var component = Sbom.of(artifact).json().at("/metadata/component");

        assertThat(component.path("purl").asString())
                .startsWith("pkg:maven/us.apolo.images/" + artifact + "@" + Staged.VERSION);
    }
}
