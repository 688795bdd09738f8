package us.apolo.images.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native code. Its driver would unpack it at each start and compare what it has unpacked, byte by byte; from the
 * folder that {@code org.sqlite.lib.path} names, it is loaded as it is.
 */
final class SqliteLibrary {
    private SqliteLibrary() {}

    /**
     * Unpacks it once and for all, if the driver has it for this system.
     *
     * @param folder where to, made for it
     * @throws IOException if it cannot be written
     */
    static void layDown(Path folder) throws IOException {
        var name = LibraryLoaderUtil.getNativeLibName();
        try (var library =
                SQLiteJDBCLoader.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            if (library != null) {
                Files.createDirectory(folder);
                Files.copy(library, folder.resolve(name));
            }
        }
    }
}
