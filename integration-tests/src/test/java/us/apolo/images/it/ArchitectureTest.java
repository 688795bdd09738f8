package us.apolo.images.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dependency rules of the design. */
class ArchitectureTest {
    private static final String ROOT = "us.apolo.images";
    private static final String[] API = {ROOT, ROOT + ".observation", ROOT + ".port", ROOT + ".port.engine"};
    private static final String CORE = ROOT + ".core..";
    private static final String OKHTTP = ROOT + ".transport.okhttp..";
    private static final String APACHE = ROOT + ".transport.apache..";
    private static final String DAEMON = ROOT + ".docker.daemon..";
    private static final String CLI = ROOT + ".docker.cli..";
    private static final String OCI = ROOT + ".oci..";
    private static final String LOGIN = ROOT + ".login..";
    private static final String CONSOLE = ROOT + ".console..";
    private static final String KIT = ROOT + ".testkit..";
    private static final String[] FOR_JUNIT = {ROOT + ".testkit.contract", ROOT + ".testkit.junit"};
    private static final String JUNIT = "org.junit.jupiter.api.";
    private static final String[] NOT_PUBLISHED = {
        ROOT + ".services..", ROOT + ".quickstart..", ROOT + ".soak..", ROOT + ".it.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static String[] and(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void everyModuleIsLookedAt() {
        for (var part : new String[] {
            "Images",
            "core.ApoloImages",
            "transport.okhttp.OkHttpTransportProvider",
            "transport.apache.ApacheTransportProvider",
            "docker.daemon.DockerDaemonProvider",
            "docker.cli.DockerCommandProvider",
            "oci.OciLayoutProvider",
            "login.ApoloLogin",
            "console.ConsoleProgress",
            "testkit.RegistryServer"
        }) {
            assertThat(CLASSES.contain(ROOT + "." + part)).as(part).isTrue();
        }
    }

    @Test
    void theApiNeedsNothingButTheJdkAndItsAnnotations() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(and(API, "java..", "javax.net.ssl", "org.jspecify.annotations"))
                .check(CLASSES);
    }

    @Test
    void coreNeedsTheApiAndJacksonAlone() {
        onlyNeeds(CORE, "tools.jackson..");
    }

    @Test
    void theOkHttpTransportNeedsTheApiAndOkHttpAlone() {
        onlyNeeds(OKHTTP, "okhttp3..", "okio..", "kotlin..");
    }

    @Test
    void theApacheTransportNeedsTheApiAndHttpClientAlone() {
        onlyNeeds(APACHE, "org.apache.hc..");
    }

    @Test
    void theDaemonAdapterNeedsTheApiDockerJavasObjectsAndJacksonAlone() {
        onlyNeeds(DAEMON, "com.github.dockerjava.api..", "com.fasterxml.jackson.annotation..", "tools.jackson..");
    }

    @Test
    void theCommandAdapterNeedsTheApiAlone() {
        onlyNeeds(CLI);
    }

    @Test
    void theLayoutAdapterNeedsTheApiJacksonAndForArchivesCommonsCompressAlone() {
        onlyNeeds(OCI, "tools.jackson..", "org.apache.commons.compress..");
    }

    @Test
    void theLoginNeedsTheApiJacksonAndTheSqliteDriverAlone() {
        onlyNeeds(LOGIN, "tools.jackson..", "org.sqlite");
    }

    @Test
    void theConsoleNeedsTheApiAndJLineAlone() {
        onlyNeeds(CONSOLE, "org.jline..");
    }

    @Test
    void theTestKitNeedsTheApiAndJacksonAndInItsSuitesJUnitAlone() {
        onlyNeeds(KIT, "tools.jackson..", JUNIT + ".");
        noClasses()
                .that()
                .resideInAPackage(KIT)
                .and()
                .resideOutsideOfPackages(FOR_JUNIT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JUNIT + ".")
                .check(CLASSES);
    }

    private static void onlyNeeds(String module, String... libraries) {
        classes()
                .that()
                .resideInAPackage(module)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(and(
                        and(API, libraries),
                        module,
                        "java..",
                        "javax.net..",
                        "javax.net.ssl..",
                        "org.jspecify.annotations"))
                .check(CLASSES);
    }

    @Test
    void whatIsPublishedNeedsNothingThatIsNot() {
        noClasses()
                .that()
                .resideOutsideOfPackages(NOT_PUBLISHED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(NOT_PUBLISHED)
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noThirdPartyTypeStandsInAPublicSignature() {
        classes()
                .that()
                .resideOutsideOfPackages(NOT_PUBLISHED)
                .and()
                .arePublic()
                .and()
                .resideOutsideOfPackages(ROOT + ".core.registry..", ROOT + ".core.http")
                .and()
                .resideOutsideOfPackages(FOR_JUNIT)
                .should(onlyHaveOwnAndJdkTypesInSignatures(""))
                .check(CLASSES);
    }

    @Test
    void suitesHaveNoThirdPartyTypesButJUnits() {
        classes()
                .that()
                .resideInAnyPackage(FOR_JUNIT)
                .and()
                .arePublic()
                .should(onlyHaveOwnAndJdkTypesInSignatures(JUNIT))
                .check(CLASSES);
    }

    /** @param allowed how the names of other types may begin; empty for none */
    private static ArchCondition<JavaClass> onlyHaveOwnAndJdkTypesInSignatures(String allowed) {
        return new ArchCondition<>("have only own and JDK types in public signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMembers().stream()
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED))
                        .forEach(member -> foreign(member).stream()
                                .filter(name -> allowed.isEmpty() || !name.startsWith(allowed))
                                .forEach(name -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " shows " + name))));
            }
        };
    }

    private static Set<String> foreign(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream()
                .map(JavaType::getName)
                .map(name -> name.replace("[]", ""))
                .filter(name -> name.contains("."))
                .filter(name -> !name.startsWith("java.") && !name.startsWith("javax.net.") && !name.startsWith(ROOT))
                .collect(Collectors.toSet());
    }

    @Test
    void errorsAreCalledExceptionsAndHaveOneRoot() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .and()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .andShould()
                .beAssignableTo(us.apolo.images.ImagesException.class)
                .check(CLASSES);
    }

    @Test
    void providersAreCalledProviders() {
        classes()
                .that(DescribedPredicate.or(
                        JavaClass.Predicates.assignableTo(us.apolo.images.port.HttpTransportProvider.class),
                        JavaClass.Predicates.assignableTo(us.apolo.images.port.LocalDockerProvider.class)))
                .should()
                .haveSimpleNameEndingWith("Provider")
                .check(CLASSES);
    }

    @Test
    void nothingIsCalledUtilOrImpl() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        var marked = new ClassFileImporter()
                .importPackages(ROOT).stream()
                        .filter(type -> type.getSimpleName().equals("package-info"))
                        .filter(type -> type.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toSet());
        assertThat(marked)
                .containsAll(CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()));
    }
}
