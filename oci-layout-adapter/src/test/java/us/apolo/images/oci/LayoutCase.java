package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.TestImage;

/** What the tests of a folder have in common: a folder in another one, in which nothing else may come to be. */
abstract class LayoutCase {
    static final Repository REPOSITORY = new Repository("registry.example.com", "team/app");

    @TempDir
    Path parent = Path.of("");

    Path folder = Path.of("");
    final InMemoryRegistry registry = new InMemoryRegistry();
    final List<ImageProgressStep> steps = new ArrayList<>();

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("layout");
    }

    @AfterEach
    void nothingIsOutsideTheFolder() throws IOException {
        try (var files = Files.list(parent)) {
            assertEquals(
                    Set.of(),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("layout"))
                            .collect(Collectors.toSet()));
        }
    }

    OciLayout store() {
        return OciLayout.open(folder);
    }

    /** The name under which the image of a tag is pulled. */
    static LocalImage name(String tag) {
        return new LocalImage(REPOSITORY.toString(), tag);
    }

    Transfer transfer(String tag) {
        return transfer(tag, registry, null);
    }

    static Transfer transfer(String tag, RegistryPort registry, @Nullable Platform platform) {
        return transfer(name(tag), REPOSITORY, registry, platform);
    }

    static Transfer transfer(
            LocalImage image, Repository repository, RegistryPort registry, @Nullable Platform platform) {
        return new Transfer(image, repository, Optional.empty(), platform, registry);
    }

    /** Has an image at the registry and pulls it. */
    Digest pulled(OciLayout store, String tag, TestImage image) {
        registry.put(REPOSITORY, tag, image);
        return store.pull(transfer(tag), steps::add);
    }

    /** The blobs in the folder. */
    Set<String> blobs() throws IOException {
        try (var files = Files.list(folder.resolve("blobs/sha256"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What is there of blobs that are not there as a whole. */
    Set<String> incoming() throws IOException {
        var incoming = folder.resolve(".apolo-images/incoming");
        if (!Files.exists(incoming)) {
            return Set.of();
        }
        try (var files = Files.list(incoming)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    String indexText() throws IOException {
        return Files.readString(folder.resolve("index.json"));
    }
}
