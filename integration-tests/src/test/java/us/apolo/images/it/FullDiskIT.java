package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    private RemoteImage remote(String name, TestImage image) {
        registry.put("disk/" + name, "v1", image);
        return RemoteImage.newExternalImage("disk/" + name, registry.authority(), "v1");
    }

    @Test
    void aPullThatHasNoRoomSaysSoAndTheFolderStaysAsItWas() throws IOException {
        var folder = disk.resolve("layout");
        var small =
                remote("small", TestImage.builder().layers(2, 100_000).seed(1).build());
        var large =
                remote("large", TestImage.builder().layers(4, 2_000_000).seed(2).build());
        try (var store = OciLayout.open(folder);
                var images = ApoloImages.builder()
                        .transport("okhttp")
                        .localStore(store)
                        .build()) {
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
    void whatLiesOnADiskThatCannotBeWrittenCanBePushed() {
        var folder = disk.resolve("layout");
        var small =
                remote("small", TestImage.builder().layers(2, 100_000).seed(1).build());
        var again = RemoteImage.newExternalImage("disk/again", registry.authority(), "v1");
        var full = new LocalImage(again.withoutTag().asDockerUrl(), "v1");
        try (var store = OciLayout.open(folder);
                var images = ApoloImages.builder()
                        .transport("okhttp")
                        .localStore(store)
                        .build()) {
            images.pull(small, SMALL);
            store.tag(store.inspect(SMALL).orElseThrow().id(), full);
        }
        Command.of("mount", "-o", "remount,ro", disk.toString()).run();
        try (var store = OciLayout.open(folder);
                var images = ApoloImages.builder()
                        .transport("okhttp")
                        .localStore(store)
                        .build()) {
            images.push(full, again);

            assertThat(images.digest(again)).isEqualTo(images.digest(small));
            assertThatThrownBy(() -> images.pull(small, LARGE))
                    .isInstanceOf(LocalStoreException.class)
                    .hasMessageContaining("Read-only file system");
        }
    }

    private static String inspected(Path folder) {
        return Command.of(Program.SKOPEO.path(), "inspect", "--raw", "oci:" + folder + ":" + SMALL)
                .run()
                .output();
    }
}
