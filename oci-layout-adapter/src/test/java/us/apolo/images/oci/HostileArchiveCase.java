package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An archive that somebody has made to do harm: a typed error, and nothing is left of it anywhere. */
abstract class HostileArchiveCase {
    @TempDir
    Path parent = Path.of("");

    final DockerImage image = DockerImage.of("one");

    OciLayout store = OciLayout.open(Path.of("unused"));

    @BeforeEach
    void open() {
        store = OciLayout.open(parent.resolve("layout"));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(store.names()).isEmpty();
        store.close();
        var look = new FolderLook(parent.resolve("layout"));
        look.isSound();
        assertThat(look.files()).noneMatch(file -> file.startsWith("blobs/"));
        try (var files = Files.list(parent)) {
            assertThat(files).allMatch(file -> file.endsWith("layout"));
        }
    }

    AbstractThrowableAssert<?, ?> assertRefused(TarBytes archive) {
        return assertRefused(archive.bytes());
    }

    AbstractThrowableAssert<?, ?> assertRefused(byte[] archive) {
        return assertThatThrownBy(() -> store.load(new ByteArrayInputStream(archive)))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageStartingWith("The archive ");
    }

    /** An image beside whatever a test adds. */
    TarBytes good() {
        return image.archive("app:v1");
    }

    TarBytes listing(String list) {
        return image.addTo(new TarBytes(), "").file("manifest.json", list);
    }
}
