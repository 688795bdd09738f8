package us.apolo.images.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file that makes a folder a layout. It is read before anything is done with a folder, so that nothing is written
 * among files that are something else.
 *
 * @param folder the folder
 */
record LayoutMarker(FolderFiles folder) {
    private static final Set<String> OF_A_NEW_LAYOUT = Set.of(FolderFiles.OWN, Layout.BLOBS, Layout.INDEX);
    private static final int MAX_MARKER = 64 * 1024;

    /** What stands in it. */
    static byte[] content() {
        return Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().put("imageLayoutVersion", Layout.VERSION));
    }

    /**
     * Whether it is there.
     *
     * @return false if the folder is not there or empty, or its making was cut short
     * @throws us.apolo.images.LocalStoreException if there is something else
     */
    boolean exists() {
        return folder.files("read " + Layout.MARKER, () -> {
            try {
                requireVersion(folder.readLimited(folder.root().resolve(Layout.MARKER), MAX_MARKER));
                return true;
            } catch (NoSuchFileException e) {
                return isFinished();
            }
        });
    }

    private void requireVersion(byte[] marker) {
        var json = Json.object(marker);
        var version = json == null ? null : Json.text(json, "imageLayoutVersion");
        if (version == null) {
            throw folder.broken(
                    "is not an OCI image layout: its file " + Layout.MARKER + " does not tell a version", null);
        }
        if (!version.equals(Layout.VERSION)) {
            throw folder.broken(
                    "is an OCI image layout of version " + Printable.of(version) + ", and only " + Layout.VERSION
                            + " is known here",
                    null);
        }
    }

    /** Whether a layout has come to be since its marker was missed; it had better be one in the making otherwise. */
    private boolean isFinished() throws IOException {
        if (!Files.exists(folder.root())) {
            return false;
        }
        if (!Files.isDirectory(folder.root())) {
            throw folder.broken("is not a folder", null);
        }
        try (var files = Files.list(folder.root())) {
            var names = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
            if (names.contains(Layout.MARKER)) {
                return true;
            }
            if (!names.isEmpty() && !(names.contains(FolderFiles.OWN) && OF_A_NEW_LAYOUT.containsAll(names))) {
                throw folder.broken(
                        "is not an OCI image layout: it has other files and no file " + Layout.MARKER
                                + "; name an empty folder, or one that is not there yet",
                        null);
            }
            return false;
        }
    }
}
