package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LayerStatus;
import us.apolo.images.LocalImage;
import us.apolo.images.LocalStoreException;
import us.apolo.images.Platform;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;
import us.apolo.images.testkit.TestImage;

class OciLayoutTest extends LayoutCase {
    private static final Platform ARM = Platform.parse("linux/arm64");

    private static final LocalImage APP = new LocalImage("app", "v1");

    private static TestImage image(long seed) {
        return TestImage.builder().oci().layers(2, 1000).seed(seed).build();
    }

    private static TestImage index() {
        return TestImage.index(
                TestImage.builder().oci().seed(1).build(),
                TestImage.builder().oci().seed(2).platform(ARM).build());
    }

    @Test
    void nothingIsMadeUntilSomethingIsPulled() {
        try (var store = store()) {
            assertEquals(Optional.empty(), store.inspect(APP));
            store.untag(APP);
            assertEquals(List.of(), store.names());
            assertEquals(0, store.collect());
            assertThrows(ImageNotFoundException.class, () -> store.tag(Digest.sha256(new byte[1]), APP));
        }
        assertFalse(Files.exists(folder));
    }

    @Test
    void aPulledImageLiesThereByTheSpecification() throws IOException {
        try (var store = store()) {
            var digest = pulled(store, "v1", image(1));

            assertEquals("{\"imageLayoutVersion\":\"1.0.0\"}", Files.readString(folder.resolve("oci-layout")));
            assertTrue(indexText().contains("\"digest\":\"" + digest + "\""), this::folderText);
            assertTrue(
                    indexText().contains("\"org.opencontainers.image.ref.name\":\"registry.example.com/team/app:v1\""),
                    this::folderText);
            assertEquals(4, blobs().size(), "two layers, a configuration and a manifest");
            for (var blob : blobs()) {
                var bytes = Files.readAllBytes(folder.resolve("blobs/sha256").resolve(blob));
                assertEquals(blob, Digest.sha256(bytes).encoded());
            }
            assertEquals(Set.of(), incoming());
        }
    }

    private String folderText() {
        try {
            return indexText();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void theSizeIsThatOfAllThatAnImageHas() throws IOException {
        try (var store = store()) {
            pulled(store, "v1", image(1));
            var size = 0L;
            for (var blob : blobs()) {
                size += Files.size(folder.resolve("blobs/sha256").resolve(blob));
            }
            assertEquals(size, store.inspect(name("v1")).orElseThrow().size());
        }
    }

    @Test
    void ofAnIndexAllIsPulledAndPushedUnlessAPlatformIsNamed() {
        try (var store = store()) {
            var digest = pulled(store, "all", index());
            assertEquals(digest, store.inspect(name("all")).orElseThrow().id());

            var elsewhere = new Repository(REPOSITORY.registry(), "team/other");
            var pushed = store.push(transfer(name("all"), elsewhere, registry, null), step -> {});

            assertEquals(digest, pushed);
            assertEquals(digest, registry.digest(elsewhere, Reference.tag("all")));
            for (var image : index().images()) {
                assertEquals(image.digest(), registry.digest(elsewhere, Reference.digest(image.digest())));
            }
        }
    }

    @Test
    void ofAnIndexTheImageOfAPlatformIsPulledAlone() throws IOException {
        try (var store = store()) {
            registry.put(REPOSITORY, "one", index());
            store.pull(transfer("one", registry, ARM), step -> {});

            assertEquals(
                    index().images().get(1).digest(),
                    store.inspect(name("one")).orElseThrow().id());
            assertFalse(blobs().contains(index().images().get(0).digest().encoded()));
        }
    }

    private Digest pulledWithout() {
        try (var store = store()) {
            return pulled(store, "v1", image(1));
        }
    }

    /** skopeo, for one, overlooks what is Docker's by its media type. */
    @Test
    void anImageByDockersMediaTypesIsThereByTheOcisTooUnderTheSameName() throws IOException {
        var docker = TestImage.builder().layers(2, 1000).seed(1).build();
        try (var store = store()) {
            var digest = pulled(store, "v1", docker);
            assertEquals(List.of(name("v1")), store.names());
            assertEquals(digest, store.inspect(name("v1")).orElseThrow().id());
            var entries = entries();
            assertEquals(2, entries.size());
            assertEquals(entries.get(0).names(), entries.get(1).names());
            var twin = entries.get(1);
            assertEquals("application/vnd.oci.image.manifest.v1+json", twin.mediaType());
            var text = Files.readString(folder.resolve("blobs/sha256")
                    .resolve(Digest.parse(twin.digest()).encoded()));
            assertFalse(text.contains("vnd.docker"), text);
            docker.layers().forEach(layer -> assertTrue(text.contains(layer.toString()), text));

            store.tag(digest, APP);
            store.untag(name("v1"));
            assertEquals(2, entries().size());
            assertEquals(5, blobs().size());
            assertEquals(digest, store.push(transfer(APP, REPOSITORY, registry, null), step -> {}));
            store.untag(APP);
            assertEquals(Set.of(), blobs());
        }
    }

    @Test
    void aListByDockersMediaTypesHasATwinWhoseImagesAreTwins() throws IOException {
        var one = TestImage.builder().layers(1, 100).seed(1).build();
        var two = TestImage.builder().layers(1, 100).seed(2).platform(ARM).build();
        try (var store = store()) {
            var list = TestImage.index(one, two);
            assertTrue(list.manifest().content().mediaType().contains("docker"), "made of Docker's images");

            var digest = pulled(store, "v1", list);

            assertEquals(digest, store.inspect(name("v1")).orElseThrow().id());
            var twin = entries().get(1);
            var text = Files.readString(folder.resolve("blobs/sha256")
                    .resolve(Digest.parse(twin.digest()).encoded()));
            assertFalse(text.contains("vnd.docker"), text);
            assertFalse(text.contains(one.digest().toString()), text);
            assertEquals(0, store.collect());
            store.untag(name("v1"));
            assertEquals(Set.of(), blobs());
        }
    }

    private record Entry(String mediaType, String digest, String names) {}

    private List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        for (var entry : Json.MAPPER.readTree(indexText()).path("manifests")) {
            entries.add(new Entry(
                    entry.path("mediaType").stringValue(),
                    entry.path("digest").stringValue(),
                    entry.path("annotations").path(Layout.REF_NAME).stringValue()));
        }
        return entries;
    }

    @Test
    void nothingIsCollectedWhereAManifestCannotBeRead() throws IOException {
        var digest = pulledWithout();
        Files.writeString(folder.resolve("blobs/sha256").resolve(digest.encoded()), "{broken");
        try (var store = store()) {
            assertEquals(0, store.collect());
            assertEquals(4, blobs().size());
        }
    }

    @Test
    void layersThatTheRegistryHasElsewhereAreMounted() {
        var other = new Repository(REPOSITORY.registry(), "team/other");
        try (var store = store()) {
            pulled(store, "v1", image(1));
            steps.clear();

            store.push(transfer(name("v1"), other, registry, null), steps::add);

            var ends = steps.stream()
                    .filter(step -> step.status() == LayerStatus.EXISTS)
                    .toList();
            assertEquals(2, ends.size(), steps::toString);
            assertEquals("Mounted from team/app", ends.get(0).message());
        }
    }

    @Test
    void aPushThatLacksALayerSaysSo() throws IOException {
        try (var store = store()) {
            pulled(store, "v1", image(1));
            var layer = image(1).layers().get(0);
            Files.delete(folder.resolve("blobs/sha256").resolve(layer.encoded()));
            var elsewhere = new Repository("other.example.com", "app");

            var error = assertThrows(
                    LocalStoreException.class,
                    () -> store.push(transfer(name("v1"), elsewhere, registry, null), step -> {}));

            assertTrue(error.getMessage().contains("lacks " + layer), error::getMessage);
            assertEquals(folder.toString(), error.place());
        }
    }

    @Test
    void aLayerThatWasDamagedInTheFolderIsFetchedAgain() throws IOException {
        try (var store = store()) {
            pulled(store, "v1", image(1));
            var layer = folder.resolve("blobs/sha256")
                    .resolve(image(1).layers().get(0).encoded());
            Files.writeString(layer, "cut");

            store.pull(transfer("v1"), step -> {});

            assertEquals(
                    layer.getFileName().toString(),
                    Digest.sha256(Files.readAllBytes(layer)).encoded());
        }
    }

    @Test
    void aLayerThatIsNotWhatItsNameSaysIsFoundWhenTheRegistryFindsItAndComesAnew() throws IOException {
        var elsewhere = new Repository("other.example.com", "app");
        try (var store = store()) {
            pulled(store, "v1", image(1));
            var layer = folder.resolve("blobs/sha256")
                    .resolve(image(1).layers().get(0).encoded());
            var bytes = Files.readAllBytes(layer);
            bytes[0]++;
            Files.write(layer, bytes);

            var error = assertThrows(
                    LocalStoreException.class,
                    () -> store.push(transfer(name("v1"), elsewhere, registry, null), step -> {}));

            assertTrue(error.getMessage().contains("was damaged"), error::getMessage);
            store.pull(transfer("v1"), step -> {});
            store.push(transfer(name("v1"), elsewhere, registry, null), step -> {});
        }
    }

    @Test
    void twoStoresOfOneFolderSeeTheSame() {
        try (var one = store();
                var two = store()) {
            var digest = pulled(one, "v1", image(1));
            two.tag(digest, APP);
            one.untag(name("v1"));
            assertEquals(digest, two.inspect(APP).orElseThrow().id());
        }
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        try (var store = store()) {
            registry.put(REPOSITORY, "v1", image(1));

            var error = assertThrows(LocalStoreException.class, () -> store.inspect(APP));
            assertThrows(LocalStoreException.class, () -> store.pull(transfer("v1"), step -> {}));

            assertTrue(error.getMessage().contains("is not an OCI image layout"), error::getMessage);
            assertEquals(folder.toString(), error.place());
        }
        assertFalse(Files.exists(folder.resolve("blobs")));
    }

    @Test
    void aFolderThatIsAFileSaysSo() throws IOException {
        Files.writeString(folder, "a file");
        try (var store = store()) {
            assertThrows(LocalStoreException.class, () -> store.inspect(APP));
        }
    }

    @Test
    void anotherVersionOfTheLayoutIsRefused() throws IOException {
        pulledWithout();
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");
        try (var store = store()) {
            var error = assertThrows(LocalStoreException.class, store::names);
            assertTrue(error.getMessage().contains("2.0.0"), error::getMessage);
        }
    }

    @Test
    void aLayoutWhoseMakingWasCutShortIsFinished() throws IOException {
        Files.createDirectories(folder.resolve(".apolo-images"));
        Files.createDirectories(folder.resolve("blobs/sha256"));
        try (var store = store()) {
            pulled(store, "v1", image(1));
            assertEquals(List.of(name("v1")), store.names());
        }
    }

    @Test
    void theParallelismIsOneOrMore() {
        assertThrows(IllegalArgumentException.class, () -> OciLayout.open(folder, 0));
        try (var store = OciLayout.open(folder, 1)) {
            pulled(store, "v1", image(1));
        }
    }
}
