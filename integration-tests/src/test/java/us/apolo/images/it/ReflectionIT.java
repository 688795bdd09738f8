package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.services.Command;

/** The metadata for native images says what the main job reflects on, all of it and no more. */
@Tag("long")
@OnEveryPair
@Timeout(300)
class ReflectionIT {
    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();

    @TempDir
    Path folder = Path.of("");

    ReflectionIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        this.services = services;
    }

    @BeforeEach
    void makeImage() {
        services.makeSmall("reflected:v1", 43);
    }

    @Test
    void isInTheMetadata() throws Exception {
        var jars = BuiltJars.of(adapters);
        jars.compile("main-job", BuiltJars.Way.CLASS_PATH, folder);
        var metadata = ReachabilityMetadata.of(jars.jars());
        try (var recorder = ReflectionRecorder.start()) {
            run(jars.start("us.apolo.images.probe.Probe", BuiltJars.Way.CLASS_PATH, folder), recorder.option());

            assertThat(ours(recorder.types(), "us.apolo.images.", "com.github.dockerjava."))
                    .isEqualTo(metadata.types());
            assertThat(ours(recorder.resources(), "us/apolo/images/", "META-INF/services/us.apolo.images."))
                    .isEqualTo(metadata.globs());
        }
    }

    private static Set<String> ours(Set<String> names, String... beginnings) {
        Predicate<String> ours = name -> List.of(beginnings).stream().anyMatch(name::startsWith);
        return names.stream()
                .filter(ours)
                .filter(name -> !name.startsWith("us.apolo.images.probe."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void run(List<String> start, String option) {
        var words = new ArrayList<>(start);
        words.add(1, option);
        words.addAll(List.of(
                services.registry().uri().toString(),
                RealServices.USER,
                services.engine().host(),
                project,
                "reflected:v1"));
        Command.of(words)
                .input(services.password() + System.lineSeparator())
                .timeLimit(Duration.ofMinutes(4))
                .run();
    }
}
