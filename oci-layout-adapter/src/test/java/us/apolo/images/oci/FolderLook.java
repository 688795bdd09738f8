package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import us.apolo.images.Digest;

/** What lies in a layout's folder, for those who look from outside. */
record FolderLook(Path folder) {
    /** All files, except the one for locks, by their paths in the folder. */
    List<String> files() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.equals(".apolo-images/lock"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All blobs are what they are called, and nothing is left of what was under way. */
    void isSound() {
        for (var file : files()) {
            assertThat(file).doesNotStartWith(".apolo-images/");
            if (file.startsWith("blobs/sha256/")) {
                assertThat(Digest.sha256(read(file)).encoded()).isEqualTo(file.substring("blobs/sha256/".length()));
            }
        }
    }

    byte[] read(String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] blob(Digest digest) {
        return read("blobs/" + digest.algorithm() + "/" + digest.encoded());
    }
}
