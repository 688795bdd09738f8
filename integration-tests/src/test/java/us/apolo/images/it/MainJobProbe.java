package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import us.apolo.images.LocalImage;
import us.apolo.images.it.BuiltJars.Way;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.services.Command;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.testkit.TestImage;

/**
 * A user's program that does the main job, in a Java virtual machine of its own: {@code src/probe/main-job}.
 *
 * @param registry the registry that it works with
 * @param password the password of {@link RealServices#USER} there
 * @param store gives the place of a local store that has {@link #IMAGE}: an engine's address or a folder
 * @param project the project that it works in
 */
record MainJobProbe(RegistryProcess registry, String password, Supplier<String> store, String project) {
    static final String SOURCES = "main-job";
    static final String MAIN_CLASS = "us.apolo.images.probe.Probe";

    /** The image that it pushes and pulls. */
    static final String IMAGE = "probed:v1";

    /** What a launcher takes notice of unasked. */
    private static final String[] OPTIONS_FROM_OUTSIDE = {
        "CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
    };

    /** One that works with the engine that all tests share. */
    static MainJobProbe onEngine(RealServices services) {
        return new MainJobProbe(
                services.registry(), services.password(), () -> withImage(services), RealServices.newProject());
    }

    private static String withImage(RealServices services) {
        services.makeSmall(IMAGE, 41);
        return services.engine().host();
    }

    /** One that works with a folder of its own, for which nothing has to run. */
    static MainJobProbe inFolder(RegistryProcess registry, String password, Path layout) {
        return new MainJobProbe(registry, password, () -> withImage(layout), RealServices.newProject());
    }

    private static String withImage(Path layout) {
        try (var store = OciLayout.open(layout)) {
            FolderFilling.put(
                    store,
                    new LocalImage("probed", "v1"),
                    TestImage.builder().oci().layers(2, 1000).seed(41).build());
        }
        return layout.toString();
    }

    /**
     * Runs it to its end, and sees that everything has happened.
     *
     * @param start the words that start it
     */
    Command.Result run(List<String> start) {
        var result = runAny(start);
        var image = "image://probe/acme/" + project + "/probed";
        assertThat(result.output())
                .contains("pushed " + image + ":v1\n", "listed true\n", "tags [" + image + ":v1]\n")
                .containsPattern("digest sha256:[0-9a-f]{64}\nsize [1-9][0-9]*\n")
                .contains("pulled " + IMAGE + "\n")
                .containsPattern("deleted sha256:[0-9a-f]{64}\n")
                .contains("gone true\n");
        return result;
    }

    /** Runs another program that takes the same, to its end. */
    Command.Result runAny(List<String> start) {
        var words = new ArrayList<>(start);
        words.addAll(List.of(registry.uri().toString(), RealServices.USER, store.get(), project, IMAGE));
        return Command.of(words)
                .without(OPTIONS_FROM_OUTSIDE)
                .input(password + System.lineSeparator())
                .timeLimit(Duration.ofMinutes(2))
                .run();
    }

    /** Runs it on jars and no others, one way, without an option that would make up for what they lack. */
    void runOn(BuiltJars jars, Way way, Path classes) {
        jars.compile(SOURCES, way, classes);
        var start = jars.start(MAIN_CLASS, way, classes);

        var output = run(start).output();

        var modular = way == Way.MODULE_PATH;
        assertThat(options(start)).isEqualTo(modular ? List.of("--module-path", "--module") : List.of("--class-path"));
        assertThat(output)
                .contains("class path " + (modular ? "empty" : "given"))
                .contains("module " + modular, "core in a module " + modular);
    }

    /** No package is opened or exported to anybody, and no module added, but by descriptors. */
    private static List<String> options(List<String> words) {
        return words.stream().filter(word -> word.startsWith("-")).toList();
    }

    /** Runs it on the newest JDK at hand, which answers this to what a coming one forbids; gives what that one says. */
    String errorsOnTheNewest(BuiltJars jars, Way way, Path classes, String answer) {
        jars.compile(SOURCES, way, classes);
        var jdk = Jdk.newest();
        var start = new ArrayList<>(jars.start(jdk, MAIN_CLASS, way, classes));
        start.addAll(1, jdk.answering(answer));
        return run(start).errors();
    }
}
