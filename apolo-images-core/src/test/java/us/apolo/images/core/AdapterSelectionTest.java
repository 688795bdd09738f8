package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.port.HttpTransportProvider;

class AdapterSelectionTest {
    private static final AdapterSelection.Kind<HttpTransportProvider> KIND = new AdapterSelection.Kind<>(
            HttpTransportProvider.class,
            "HTTP transport",
            "the.property",
            "THE_VARIABLE",
            "builder().transport(\"%s\")",
            List.of(
                    new AdapterSelection.Artifact("known", "group:artifact"),
                    new AdapterSelection.Artifact("other", "group:other")),
            HttpTransportProvider::name);

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Declared declared;
    private final AdapterSelection<HttpTransportProvider> selection =
            new AdapterSelection<>(KIND, new AdapterSelection.Environment() {
                @Override
                public @Nullable String property(String name) {
                    return properties.get(name);
                }

                @Override
                public @Nullable String variable(String name) {
                    return variables.get(name);
                }
            });

    AdapterSelectionTest(@TempDir Path folder) {
        declared = new Declared(folder);
    }

    @AfterEach
    void close() {
        declared.close();
    }

    private void declare(Class<?>... providers) {
        declared.declare(HttpTransportProvider.class, providers);
    }

    private String found(@Nullable String configured) {
        return selection.find(configured).orElseThrow().name();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(@Nullable String configured) {
        return assertThatThrownBy(() -> selection.find(configured)).isInstanceOf(AdapterSelectionException.class);
    }

    private static String folderOfTests() {
        return Providers.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }

    @Test
    void thereMayBeNone() {
        assertThat(selection.find(null)).isEmpty();
        assertThat(selection.missing()).hasMessageContaining("HTTP transport").hasMessageContaining("group:artifact");
    }

    @Test
    void theOnlyOneIsTaken() {
        declare(Providers.Alpha.class);

        assertThat(found(null)).isEqualTo("alpha");
    }

    @Test
    void ofTwoNoneIsTakenSilently() {
        declare(Providers.Alpha.class, Providers.Beta.class);

        assertRefused(null)
                .hasMessageContaining("'alpha' from " + folderOfTests())
                .hasMessageContaining("'beta' from " + folderOfTests())
                .hasMessageContaining("builder().transport(\"alpha\")")
                .hasMessageContaining("-Dthe.property=alpha")
                .hasMessageContaining("THE_VARIABLE=alpha")
                .isInstanceOfSatisfying(
                        AdapterSelectionException.class,
                        e -> assertThat(e.candidates()).containsExactly("alpha", "beta"));
    }

    @Test
    void theVariableNamesOne() {
        declare(Providers.Alpha.class, Providers.Beta.class);
        variables.put("THE_VARIABLE", "beta");

        assertThat(found(null)).isEqualTo("beta");
    }

    @Test
    void thePropertyComesBeforeTheVariable() {
        declare(Providers.Alpha.class, Providers.Beta.class);
        properties.put("the.property", "beta");
        variables.put("THE_VARIABLE", "alpha");

        assertThat(found(null)).isEqualTo("beta");
    }

    @Test
    void theBuilderComesBeforeEverythingElse() {
        declare(Providers.Alpha.class, Providers.Beta.class);
        properties.put("the.property", "alpha");
        variables.put("THE_VARIABLE", "alpha");

        assertThat(found("beta")).isEqualTo("beta");
    }

    @Test
    void aBlankNameIsNoName() {
        declare(Providers.Alpha.class, Providers.Beta.class);
        properties.put("the.property", " ");
        variables.put("THE_VARIABLE", " beta ");

        assertThat(found(null)).isEqualTo("beta");
    }

    @Test
    void anUnknownNameIsRefusedWithItsSourceAndWithWhatThereIs() {
        declare(Providers.Alpha.class);

        assertRefused("gamma")
                .hasMessageContaining("the builder asks for")
                .hasMessageContaining("'gamma'")
                .hasMessageContaining("'alpha' from " + folderOfTests());
        properties.put("the.property", "gamma");
        assertRefused(null).hasMessageContaining("the system property the.property");
        properties.clear();
        variables.put("THE_VARIABLE", "gamma");
        assertRefused(null).hasMessageContaining("the variable THE_VARIABLE");
    }

    @Test
    void aNameWhereThereIsNothingIsRefusedToo() {
        assertRefused("alpha").hasMessageContaining("None was found").hasMessageContaining("group:artifact");
    }

    @Test
    void whatIsToBeAddedIsWhatIsAskedForAndNotThere() {
        assertRefused("other").hasMessageContaining("Add it as a dependency: group:other");
        assertRefused("gamma").hasMessageContaining("for example group:artifact");

        declare(Providers.Known.class);
        assertRefused("other").hasMessageContaining("Add it as a dependency: group:other");
        assertRefused("gamma")
                .hasMessageContaining("for example group:other")
                .hasMessageNotContaining("group:artifact");
    }

    @Test
    void aBrokenJarIsNotToBeAddedOnceMore() {
        declare(Providers.Broken.class);

        assertRefused("known")
                .hasMessageContaining("Repair or remove the jar")
                .hasMessageNotContaining("group:artifact");
    }

    @Test
    void anAdapterWhoseLibrariesAreMissingIsToldWithItsJarAndTheClass() {
        var known = new Providers.Known();

        assertThatThrownBy(() -> selection.make(known, provider -> {
                    throw new NoClassDefFoundError("org/example/Library");
                }))
                .isInstanceOf(AdapterSelectionException.class)
                .hasMessageContainingAll(
                        "The HTTP transport 'known' from " + folderOfTests(),
                        "the class org.example.Library is missing",
                        "group:artifact")
                .hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void anAdapterWithOtherLibrariesThanItsOwnIsToldToo() {
        assertThatThrownBy(() -> selection.make(new Providers.Alpha(), provider -> {
                    throw new NoSuchMethodError("void org.example.Library.call()");
                }))
                .isInstanceOf(AdapterSelectionException.class)
                .hasMessageContainingAll("'alpha' from ", "NoSuchMethodError: void org.example.Library.call()");
    }

    @Test
    void twoOfTheSameNameAreRefusedWithTheirOrigins() {
        declare(Providers.Alpha.class, Providers.AlphaToo.class);

        assertRefused("alpha")
                .hasMessageContaining("several have that name")
                .hasMessageContaining(folderOfTests())
                .isInstanceOfSatisfying(
                        AdapterSelectionException.class,
                        e -> assertThat(e.candidates()).containsExactly("alpha", "alpha"));
        assertRefused(null).hasMessageContaining("2 candidates");
    }

    @Test
    void aProviderWhoseConstructorThrowsIsNamed() {
        declare(Providers.Broken.class);

        assertRefused(null)
                .hasMessageContaining(Providers.Broken.class.getName())
                .hasCauseInstanceOf(ServiceConfigurationError.class)
                .hasRootCauseMessage("It does not come up");
    }

    @Test
    void aProviderWhoseClassIsMissingIsNamed() {
        declared.declare(HttpTransportProvider.class, "org.example.Missing");

        assertRefused("alpha").hasMessageContaining("org.example.Missing");
    }

    @Test
    void aBrokenProviderIsToldWithWhereItIsFromAndWithTheOthers() {
        declare(Providers.Alpha.class, Providers.Broken.class);

        assertRefused(null)
                .hasMessageContaining("'alpha' from " + folderOfTests())
                .hasMessageContaining("one that is broken from " + folderOfTests())
                .hasMessageContaining("builder().transport(\"alpha\")");
    }

    @Test
    void aMissingClassIsToldWithTheFileThatDeclaresIt() {
        declared.declare(HttpTransportProvider.class, "org.example.Missing");

        assertRefused(null)
                .hasMessageContaining("META-INF/services/" + HttpTransportProvider.class.getName())
                .hasMessageContaining("Repair or remove its jar");
    }

    @Test
    void aBrokenProviderIsInNobodysWayWhenAnotherIsNamed() {
        declared.declare(
                HttpTransportProvider.class,
                "org.example.Missing",
                Providers.Broken.class.getName(),
                Providers.Alpha.class.getName());

        assertThat(found("alpha")).isEqualTo("alpha");
        assertRefused("beta").hasMessageContaining("org.example.Missing").hasMessageContaining("'alpha' from");
    }

    @Test
    void aProviderOfTheWrongTypeIsNamed() {
        declare(Providers.Store.class);

        assertRefused(null).hasMessageContaining(Providers.Store.class.getName());
    }

    @Test
    void aProviderForALaterJavaIsNamed() {
        declared.declare(HttpTransportProvider.class, "org.example.Later").write("org/example/Later.class", new byte[] {
            (byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 3, (byte) 0xE7, 0, 1
        });

        assertRefused(null).hasMessageContaining("Later").hasCauseInstanceOf(LinkageError.class);
    }

    @Test
    void theSystemsOwnPropertiesAndVariablesAreRead() {
        var system = AdapterSelection.Environment.system();

        assertThat(system.property("java.version")).isEqualTo(System.getProperty("java.version"));
        assertThat(system.variable("PATH")).isEqualTo(System.getenv("PATH"));
    }
}
