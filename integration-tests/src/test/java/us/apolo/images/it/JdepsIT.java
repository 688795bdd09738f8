package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK's {@code jdeps} has to say about the jars as they were built, with all that they need at run time. */
class JdepsIT {
    private static final List<String> OPTIONS = List.of("--multi-release", "17", "--ignore-missing-deps");
    private static final Pattern INTERNAL = Pattern.compile("(\\S+) +-> +\\S+ +JDK internal API.*");
    private static final Pattern USE = Pattern.compile("(\\S+) -> (\\S+)");

    @TempDir
    Path folder = Path.of("");

    /** What a user has who takes one pair of adapters. */
    static Stream<List<String>> pairs() {
        return Arrays.stream(AdapterPair.values())
                .map(pair -> List.of(
                        "apolo-images-core",
                        pair.transportArtifact(),
                        pair.storeArtifact(),
                        "apolo-images-console",
                        "apolo-images-testkit"));
    }

    /** The same, and everything at once. */
    static Stream<List<String>> combinations() {
        return Stream.concat(pairs(), Stream.of(BuiltJars.published()));
    }

    static List<String> published() {
        return BuiltJars.published();
    }

    private static BuiltJars jars(List<String> artifacts) {
        return BuiltJars.of(artifacts.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void noPackageIsSplit(List<String> artifacts) {
        var jars = jars(artifacts);

        assertThat(summary(jars.path(), Modules.of(jars).all())).satisfies(JdepsIT::succeeded);
    }

    @Test
    void aSplitPackageWouldBeSeen() throws IOException {
        var jars = BuiltJars.of("apolo-images-core");
        var classes = compile("us/apolo/images/port/Intruder.java", "package us.apolo.images.port; class Intruder {}");
        var intruder = folder.resolve("intruder.jar");
        Tool.JAR.run(List.of("--create", "--file"), intruder, "-C", classes, ".");

        var names = new TreeSet<>(Modules.of(jars).all());
        names.add("intruder");
        assertThat(summary(jars.path() + File.pathSeparator + intruder, names).output())
                .contains("package us.apolo.images.port", "intruder");
    }

    private static void succeeded(Tool.Result result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    /** Which module uses which. That two of them have the same package is an error. */
    private static Tool.Result summary(String path, Set<String> modules) {
        return Tool.JDEPS.attempt(
                OPTIONS, "-summary", "--module-path", path, "--add-modules", String.join(",", modules));
    }

    @ParameterizedTest
    @MethodSource("published")
    void nothingOfOursUsesInternalsOfTheJdk(String artifact) {
        assertThat(usersOfInternals(BuiltJars.of(artifact).path(), BuiltJars.jar(artifact)))
                .noneMatch(Modules::isOurs);
    }

    @Test
    void theUseOfInternalsWouldBeSeen() throws IOException {
        var classes = compile("Intruder.java", "class Intruder { sun.misc.Unsafe unsafe; }");

        assertThat(usersOfInternals(BuiltJars.of("apolo-images-api").path(), classes))
                .containsExactly("Intruder");
    }

    /** The names of the classes that use internals, those of other jars included where they are modules. */
    private static List<String> usersOfInternals(String path, Path classes) {
        return matches(Tool.JDEPS.run(OPTIONS, "--jdk-internals", "--module-path", path, classes), INTERNAL)
                .map(line -> line.group(1))
                .toList();
    }

    private static Stream<Matcher> matches(Tool.Result result, Pattern pattern) {
        return result.lines().map(pattern::matcher).filter(Matcher::matches);
    }

    private Path compile(String name, String source) throws IOException {
        var file = folder.resolve("source").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        var classes = folder.resolve("classes");
        Tool.JAVAC.run(List.of("-d"), classes, file);
        return classes;
    }

    /** What a library without a descriptor uses has to be asked for by the adapter that brings it. */
    @Test
    void whatIsRequiredIsUsed() {
        var jars = jars(BuiltJars.published());
        var modules = Modules.of(jars);
        var uses = uses(jars, modules);

        var unused = new HashMap<String, Set<String>>();
        for (var module : modules.ours()) {
            var left = required(modules, module);
            left.removeAll(uses.get(module));
            modules.automaticFor(module).forEach(library -> left.removeAll(uses.get(library)));
            if (!left.isEmpty()) {
                unused.put(module, left);
            }
        }
        // The one that JLine looks up by name.
        assertThat(unused).isEqualTo(Map.of("us.apolo.images.console", Set.of("jdk.unsupported")));
    }

    private static Map<String, Set<String>> uses(BuiltJars jars, Modules modules) {
        return matches(summary(jars.path(), modules.all()), USE)
                .collect(Collectors.groupingBy(
                        line -> line.group(1), Collectors.mapping(line -> line.group(2), Collectors.toSet())));
    }

    private static Set<String> required(Modules modules, String module) {
        return modules.descriptor(module).requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
                .map(Requires::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A program on the module path, or in a run-time image, has no more of the JDK than is asked for. */
    @ParameterizedTest
    @MethodSource("pairs")
    void whatLibrariesWithoutADescriptorUseOfTheJdkIsThere(List<String> artifacts) {
        var modules = Modules.of(jars(artifacts));

        var missing = modules.automatic().stream()
                .map(modules::jar)
                .flatMap(JdepsIT::partsOfTheJdk)
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(modules.askedFor());

        // HttpClient's Kerberos, which no transport of ours asks it for.
        var kerberos = artifacts.contains("transport-apache") ? Set.of("java.security.jgss") : Set.of();
        assertThat(missing).isEqualTo(kerberos);
    }

    private static Stream<String> partsOfTheJdk(Path jar) {
        var answer = Tool.JDEPS.run(OPTIONS, "--print-module-deps", jar).output();
        // An empty jar uses nothing.
        return Stream.of(answer.strip().split(",")).filter(name -> !name.isEmpty());
    }
}
