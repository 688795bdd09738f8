package us.apolo.images.oci;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of archives have in common: a store whose folder is sound afterwards, whatever was loaded. */
abstract class ArchiveCase {
    @TempDir
    Path parent = Path.of("");

    OciLayout store = OciLayout.open(Path.of("unused"));
    FolderLook look = new FolderLook(Path.of("unused"));

    @BeforeEach
    void open() {
        store = OciLayout.open(parent.resolve("layout"));
        look = new FolderLook(parent.resolve("layout"));
    }

    @AfterEach
    void close() {
        store.close();
        look.isSound();
    }
}
