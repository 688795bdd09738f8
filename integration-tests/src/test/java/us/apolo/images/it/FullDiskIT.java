package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.LocalStoreException;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.services.Command;
import us.apolo.images.services.Program;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** A folder on a disk that has no room: a clear error, a folder that is as good as before, and room made by collecting. */
class FullDiskIT {
    private static final LocalImage SMALL = new LocalImage("small", "v1");
    private static final LocalImage LARGE = new LocalImage("large", "v1");

    private final RegistryServer registry = RegistryServer.start();

    @TempDir
    Path parent = Path.of("");

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws IOException {
        disk = Files.createDirectory(parent.resolve("disk"));
        Command.of("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString())
                .run();
    }

    @AfterEach
    void unmount() {
        registry.close();
        Command.of("umount", disk.toString()).run();
    }

    private static TestImage image(int layers, int bytesEach, long seed) {
        return TestImage.builder().oci().layers(layers, bytesEach).seed(seed).build();
    }

    private RemoteImage remote(String name, TestImage image) {
        registry.put("disk/" + name, "v1", image);
        return RemoteImage.newExternalImage("disk/" + name, registry.authority(), "v1");
    }

    @Test
    void aPullThatHasNoRoomSaysSoAndTheFolderStaysAsItWas() throws IOException {
        var folder = disk.resolve("layout");
        var small = remote("small", image(2, 100_000, 1));
        var large = remote("large", image(4, 2_000_000, 2));
        try (var store = OciLayout.open(folder);
                var images = images(store)) {
            images.pull(small, SMALL);

            assertThatThrownBy(() -> images.pull(large, LARGE))
                    .isInstanceOf(LocalStoreException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining(folder.toString());

            assertThat(store.inspect(LARGE)).isEqualTo(Optional.empty());
            assertThat(store.names()).containsExactly(SMALL);
            assertThat(inspected(folder)).contains("\"layers\"");
            assertThat(store.collect()).isGreaterThan(1_000_000);
            images.push(SMALL, RemoteImage.newExternalImage("disk/again", registry.authority(), "v1"));
        }
    }

    @Test
    void whatLiesOnADiskThatCannotBeWrittenCanBePushedAndSaved(@TempDir Path elsewhere) throws IOException {
        var folder = disk.resolve("layout");
        var small = remote("small", image(2, 100_000, 1));
        var again = RemoteImage.newExternalImage("disk/again", registry.authority(), "v1");
        pull(small, folder);
        makeReadOnly();
        try (var store = OciLayout.open(folder);
                var images = images(store)) {
            images.push(SMALL, again);

            assertThat(images.digest(again)).isEqualTo(images.digest(small));
            var archive = elsewhere.resolve("archive.tar");
            store.save(List.of(SMALL), archive);
            try (var other = OciLayout.open(elsewhere.resolve("layout"))) {
                assertThat(other.load(archive).get(0).id()).isEqualTo(images.digest(small));
            }
            assertThatThrownBy(() -> images.pull(small, LARGE))
                    .isInstanceOf(LocalStoreException.class)
                    .hasMessageContaining("Read-only file system");
        }
    }

    @Test
    void damageOnADiskThatCannotBeWrittenIsToldAsWhatItIs() throws IOException {
        var folder = disk.resolve("layout");
        var small = image(2, 100_000, 1);
        var layer = small.layers().get(0);
        // Another registry, which has no layer yet that would not have to be sent.
        try (var empty = RegistryServer.start()) {
            var target = RemoteImage.newExternalImage("disk/damaged", empty.authority(), "v1");
            pull(remote("small", small), folder);
            damage(folder.resolve("blobs/sha256").resolve(layer.encoded()));
            makeReadOnly();
            try (var store = OciLayout.open(folder);
                    var images = images(store)) {
                assertThatThrownBy(() -> images.push(SMALL, target))
                        .isInstanceOf(LocalStoreException.class)
                        .hasMessageContaining("is damaged: what lay there as " + layer)
                        .hasMessageContaining("Read-only file system");
            }
        }
    }

    private static void damage(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[0]++;
        Files.write(file, bytes);
    }

    private static void pull(RemoteImage source, Path folder) {
        try (var store = OciLayout.open(folder);
                var images = images(store)) {
            images.pull(source, SMALL);
        }
    }

    private static Images images(OciLayout store) {
        return ApoloImages.builder().transport("okhttp").localStore(store).build();
    }

    private void makeReadOnly() {
        Command.of("mount", "-o", "remount,ro", disk.toString()).run();
    }

    /** Layers of the one form are taken as they are, those of the other are compressed on their way. */
    @ParameterizedTest
    @CsvSource({"OCI, file", "OCI, stream", "Docker, file", "Docker, stream"})
    void anArchiveThatHasNoRoomSaysSoAndLeavesNothingUnfinished(String form, String way) throws IOException {
        var archive = form.equals("Docker") ? inDockersForm(saved()) : saved();
        var folder = disk.resolve("layout");
        try (var store = OciLayout.open(folder)) {
            FolderFilling.put(store, SMALL, image(2, 100_000, 1));
            var before = files(folder);

            assertThatThrownBy(() -> load(store, archive, way))
                    .isInstanceOf(LocalStoreException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining(folder.toString());

            assertThat(files(folder)).containsAll(before).noneMatch(FullDiskIT::isUnfinished);
            assertThat(store.names()).containsExactly(SMALL);
            assertThat(inspected(folder)).contains("\"layers\"");
            store.collect();
            assertThat(files(folder)).isEqualTo(before);
        }
    }

    private Path saved() {
        var archive = parent.resolve("large.tar");
        try (var elsewhere = OciLayout.open(parent.resolve("elsewhere"))) {
            FolderFilling.put(elsewhere, LARGE, image(4, 2_000_000, 2));
            elsewhere.save(List.of(LARGE), archive);
        }
        return archive;
    }

    /** The same without what makes it an OCI image layout. */
    private Path inDockersForm(Path archive) throws IOException {
        var content = Files.createDirectory(parent.resolve("content"));
        Command.of("tar", "-C", content.toString(), "-xf", archive.toString()).run();
        Command.of("tar", "-C", content.toString(), "-cf", archive.toString(), "manifest.json", "blobs")
                .run();
        return archive;
    }

    private static void load(OciLayout store, Path archive, String way) throws IOException {
        if (way.equals("file")) {
            store.load(archive);
        } else {
            try (var in = Files.newInputStream(archive)) {
                store.load(in);
            }
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isUnfinished(String file) {
        return file.startsWith(".apolo-images/") && !file.endsWith("/lock");
    }

    private static String inspected(Path folder) {
        return Command.of(Program.SKOPEO.path(), "inspect", "--raw", "oci:" + folder + ":" + SMALL)
                .run()
                .output();
    }
}
