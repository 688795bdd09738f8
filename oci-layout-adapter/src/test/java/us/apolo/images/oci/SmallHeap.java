package us.apolo.images.oci;

import java.nio.file.Path;
import java.util.List;

/** Loads an archive and saves what was in it, in a program of its own: {@code FOLDER ARCHIVE SAVED}. */
final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] arguments) {
        try (var store = OciLayout.open(Path.of(arguments[0]))) {
            var loaded = store.load(Path.of(arguments[1]));
            System.out.println("loaded " + loaded.get(0).names());
            store.save(List.of(loaded.get(0).names().get(0)), Path.of(arguments[2]));
            System.out.println("saved");
        } catch (InvalidArchiveException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
