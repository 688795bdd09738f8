package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.services.Command;
import us.apolo.images.services.Program;
import us.apolo.images.services.RealParts;
import us.apolo.images.testkit.TestImage;

/**
 * A program that pulls into a folder, pushes from it and takes names away, killed again and again: what has a name is
 * whole at any time, and the next run finishes what was left.
 */
@ExtendWith(RealServices.Extension.class)
@Tag("long")
class KilledTransfersIT {
    private static final int KILLS = 200;

    /** Programs that work with one folder at the same time. */
    private static final int PROGRAMS = 2;

    private static final int MAX_MILLISECONDS = 900;
    private static final int IMAGES = 4;

    private final RealServices services;
    private final String project = RealServices.newProject();
    private final Random random = new Random(7);

    @TempDir
    Path parent = Path.of("");

    private Path errors = Path.of("");

    KilledTransfersIT(RealServices services) {
        RealParts.require(Program.SKOPEO);
        this.services = services;
    }

    @Test
    void theFolderIsValidAfterEachKillAndTheNextRunCompletesIt() throws Exception {
        var folder = parent.resolve("layout");
        errors = parent.resolve("errors");
        fillRegistry();
        var jars = BuiltJars.of("apolo-images-core", "transport-apache", "oci-layout-adapter");
        jars.compile("killed", BuiltJars.Way.CLASS_PATH, parent.resolve("classes"));
        var words = new ArrayList<String>();
        words.addAll(jars.start("us.apolo.images.killed.Killed", BuiltJars.Way.CLASS_PATH, parent.resolve("classes")));
        words.addAll(List.of(
                services.registry().uri().toString(),
                RealServices.USER,
                folder.toString(),
                path("source"),
                path("copy")));
        words.addAll(1, List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        var lines = new ArrayList<String>();
        for (var kills = 0; kills < KILLS; kills += PROGRAMS) {
            lines.addAll(runAndKill(words));
            assertValid(folder);
        }
        assertThat(lines).as("the kills come at all stages").contains("pulling", "pushing", "deleting");
        finish(folder);
    }

    private String path(String repository) {
        return "layout/" + project + "/" + repository;
    }

    private void fillRegistry() throws IOException {
        try (var store = OciLayout.open(parent.resolve("filling"));
                var images = images(store)) {
            for (var number = 1; number <= IMAGES; number++) {
                var name = new LocalImage("filling", "v" + number);
                FolderFilling.put(
                        store,
                        name,
                        TestImage.builder()
                                .oci()
                                .layers(2 * number, 150_000)
                                .seed(3)
                                .build());
                images.push(name, remote("source", "v" + number));
            }
        }
    }

    private Images images(OciLayout store) {
        return ApoloImages.builder()
                .transport("apache")
                .config(services.config(project))
                .credentials(services.credentials())
                .localStore(store)
                .build();
    }

    private RemoteImage remote(String repository, String tag) {
        return RemoteImage.newExternalImage(
                path(repository), services.registry().authority(), tag);
    }

    /** Lets programs get going, kills each some time later, and gives what they have said they were doing. */
    private List<String> runAndKill(List<String> words) throws Exception {
        var processes = new ArrayList<Process>();
        try {
            for (var number = 0; number < PROGRAMS; number++) {
                processes.add(start(words));
            }
            var lines = new ArrayList<String>();
            for (var process : processes) {
                lines.addAll(kill(process));
            }
            return lines;
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(List<String> words) throws IOException {
        var process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(services.password() + System.lineSeparator());
        }
        return process;
    }

    private List<String> kill(Process process) throws Exception {
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = new ArrayList<String>();
            lines.add(output.readLine());
            TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_MILLISECONDS));
            // Not by the process itself, which would close its output.
            process.toHandle().destroyForcibly();
            output.lines().forEach(lines::add);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> "it was killed, and did not end by itself: " + content(errors))
                    .isEqualTo(128 + 9);
            return lines;
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whatever has a name is whole, to this library and to skopeo, which reads manifest and configuration. */
    private static void assertValid(Path folder) throws IOException {
        try (var store = OciLayout.open(folder)) {
            for (var name : store.names()) {
                assertThat(store.inspect(name)).as(name.toString()).isPresent();
                Command.of(Program.SKOPEO.path(), "inspect", "oci:" + folder + ":" + name)
                        .run();
            }
        }
        var blobs = folder.resolve("blobs/sha256");
        if (Files.exists(blobs)) {
            try (var files = Files.list(blobs)) {
                for (var file : files.toList()) {
                    assertThat(Digest.sha256(Files.readAllBytes(file)).encoded())
                            .isEqualTo(file.getFileName().toString());
                }
            }
        }
    }

    private void finish(Path folder) throws IOException {
        try (var store = OciLayout.open(folder);
                var images = images(store)) {
            for (var number = 1; number <= IMAGES; number++) {
                var name = new LocalImage("finished", "v" + number);
                images.pull(remote("source", "v" + number), name);
                images.push(name, remote("copy", "v" + number));
                assertThat(images.digest(remote("copy", "v" + number)))
                        .isEqualTo(images.digest(remote("source", "v" + number)));
            }
            assertThat(store.names())
                    .as("no name but those that were given")
                    .extracting(LocalImage::name)
                    .containsOnly("app", "finished");
            store.names().stream()
                    .filter(name -> !name.name().equals("finished"))
                    .forEach(store::untag);
            store.collect();
            assertThat(store.names()).hasSize(IMAGES);
        }
        assertValid(folder);
        assertThat(folder.resolve(".apolo-images/incoming")).isEmptyDirectory();
    }
}
