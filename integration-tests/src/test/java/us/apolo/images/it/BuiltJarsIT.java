package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.services.Command;

/** The jars as they are built, in a JVM of their own: once with a module path and nothing else, once with a class path. */
@ExtendWith(RealServices.Extension.class)
class BuiltJarsIT {
    private static final Path JARS = Path.of(System.getProperty("jars"));
    private static final Path SOURCES = Path.of(System.getProperty("probe"));
    private static final String JAVA = ProcessHandle.current().info().command().orElseThrow();

    private final RealServices services;
    private final String project = RealServices.newProject();

    @TempDir
    Path folder = Path.of("");

    BuiltJarsIT(RealServices services) {
        this.services = services;
    }

    @BeforeEach
    void makeImage() {
        services.makeSmall("probed:v1", 41);
    }

    @Test
    void doTheMainJobOnTheModulePathAlone() throws IOException {
        compile(
                "--module-path",
                JARS.toString(),
                "-d",
                folder.toString(),
                sources().collect(Collectors.toList()));

        var output = run(
                "--module-path",
                JARS + File.pathSeparator + folder,
                "--module",
                "us.apolo.images.probe/us.apolo.images.probe.Probe");

        assertDidTheJob(output);
        assertThat(output).contains("module true", "core in a module true");
    }

    @Test
    void doTheMainJobOnTheClassPath() throws IOException {
        var path = jars() + File.pathSeparator + folder;
        compile(
                "--class-path",
                path,
                "-d",
                folder.toString(),
                sources().filter(file -> !file.endsWith("module-info.java")).toList());

        var output = run("--class-path", path, "us.apolo.images.probe.Probe");

        assertDidTheJob(output);
        assertThat(output).contains("module false", "core in a module false");
    }

    private static void assertDidTheJob(String output) {
        assertThat(output)
                .contains("pushed image://probe/acme/", "listed ", "size ", "pulled probed:v1", "deleted sha256:");
    }

    private static Stream<String> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.map(Path::toString).filter(file -> file.endsWith(".java")).toList().stream();
        }
    }

    private static String jars() throws IOException {
        try (var files = Files.list(JARS)) {
            return files.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static void compile(String option, String path, String into, String target, List<String> sources) {
        var arguments = new ArrayList<>(List.of("--release", "17", option, path, into, target));
        arguments.addAll(sources);
        var exit = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(exit).isZero();
    }

    private String run(String... options) {
        var words = new ArrayList<>(List.of(JAVA));
        words.addAll(List.of(options));
        words.addAll(List.of(
                services.registry().uri().toString(),
                RealServices.USER,
                services.engine().host(),
                project,
                "probed:v1"));
        return Command.of(words)
                .input(services.password() + System.lineSeparator())
                .timeLimit(Duration.ofMinutes(2))
                .run()
                .output();
    }
}
