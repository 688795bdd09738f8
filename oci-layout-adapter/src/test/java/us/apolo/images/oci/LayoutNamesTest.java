package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.port.Reference;
import us.apolo.images.testkit.TestImage;

/** Names in a layout, those of other tools included, and what goes with them. */
class LayoutNamesTest extends LayoutCase {
    private static final LocalImage APP = new LocalImage("app", "v1");

    private static TestImage image(long seed) {
        return TestImage.builder().oci().layers(2, 1000).seed(seed).build();
    }

    @Test
    void namesOfOtherToolsAreFound() throws IOException {
        var digest = pulledWithout();
        for (var annotation : List.of(
                "\"org.opencontainers.image.ref.name\":\"docker.io/library/app:v1\"",
                "\"org.opencontainers.image.ref.name\":\"app:v1\"",
                "\"io.containerd.image.name\":\"docker.io/library/app:v1\",\"org.opencontainers.image.ref.name\":\"v1\"")) {
            annotate(annotation);
            try (var store = store()) {
                assertEquals(digest, store.inspect(APP).orElseThrow().id(), annotation);
                assertEquals(1, store.names().size());
                assertEquals(Optional.empty(), store.inspect(new LocalImage("v1", null)), annotation);
            }
        }
        annotate("\"org.opencontainers.image.ref.name\":\"v1\"");
        try (var store = store()) {
            assertEquals(
                    digest,
                    store.inspect(new LocalImage("v1", null)).orElseThrow().id());
        }
    }

    @Test
    void whatOtherToolsCallByNoNameIsNoName() throws IOException {
        var digest = pulledWithout();
        annotate("\"org.opencontainers.image.ref.name\":\"Not A Name\",\"custom\":\"stays\"");
        try (var store = store()) {
            assertEquals(List.of(), store.names());
            store.tag(digest, APP);
            assertEquals(List.of(APP), store.names());
            assertEquals(digest, store.inspect(APP).orElseThrow().id());
        }
        assertTrue(indexText().contains("\"custom\":\"stays\""), indexText());
        assertTrue(indexText().contains("\"foreign\":{\"member\":[1,2]}"), indexText());
    }

    private Digest pulledWithout() {
        try (var store = store()) {
            return pulled(store, "v1", image(1));
        }
    }

    /** Writes the index as another tool would, with members that nobody here knows. */
    private void annotate(String annotations) throws IOException {
        var manifest = registry.manifest(REPOSITORY, Reference.tag("v1")).content();
        Files.writeString(folder.resolve("index.json"), """
            {"schemaVersion":2,"foreign":{"member":[1,2]},"manifests":[
              {"mediaType":"%s","digest":"%s","size":%d,"annotations":{%s}}]}\
            """.formatted(
                        manifest.mediaType(), manifest.digest(), manifest.bytes().length, annotations));
    }

    @Test
    void theLastNameTakesAlongWhatNoOtherImageNeeds() throws IOException {
        try (var store = store()) {
            pulled(
                    store,
                    "small",
                    TestImage.builder().oci().layers(2, 1000).seed(7).build());
            var before = blobs();
            pulled(
                    store,
                    "large",
                    TestImage.builder().oci().layers(4, 1000).seed(7).build());
            assertNotEquals(before, blobs());

            store.untag(name("large"));

            assertEquals(before, blobs());
            store.untag(name("small"));
            assertEquals(Set.of(), blobs());
        }
    }

    @Test
    void anImageThatLosesItsNameToAnotherStaysUntilTheNameIsGivenAwayOnceMore() throws IOException {
        try (var store = store()) {
            var first = pulled(store, "v1", image(1));
            var second = pulled(store, "v1", image(2));
            assertEquals(List.of(name("v1")), store.names());
            assertEquals(8, blobs().size());

            store.tag(first, APP);
            store.untag(APP);
            assertEquals(second, store.inspect(name("v1")).orElseThrow().id());
            assertEquals(4, blobs().size());

            pulled(store, "v1", image(3));
            pulled(store, "v1", image(4));
            assertEquals(8, blobs().size(), "the last image and the one before it");
        }
    }

    @Test
    void anImageThatHasLostItsNameGetsItBack() {
        try (var store = store()) {
            var first = pulled(store, "v1", image(1));
            pulled(store, "v1", image(2));

            store.untag(name("v1"));
            store.tag(first, name("v1"));

            assertEquals(first, store.inspect(name("v1")).orElseThrow().id());
            assertEquals(first, store.push(transfer("v1"), step -> {}));
        }
    }

    @Test
    void collectingDeletesWhatNoNameReaches() throws IOException {
        try (var store = store()) {
            pulled(store, "v1", image(1));
            pulled(store, "v1", image(2));
            var kept = pulled(store, "v2", image(3));
            Files.writeString(folder.resolve("blobs/sha256").resolve("1".repeat(64)), "left by somebody");
            Files.writeString(folder.resolve(".apolo-images/incoming/sha256-" + "2".repeat(64)), "half");

            var freed = store.collect();

            assertTrue(freed > 2000, () -> "freed " + freed);
            assertEquals(8, blobs().size());
            assertEquals(Set.of(), incoming());
            assertEquals(kept, store.push(transfer("v2"), step -> {}));
            assertEquals(0, store.collect(), "nothing is left");
        }
    }

    @Test
    void whatAnotherToolHasPutThereWithoutANameIsNotCollected() throws IOException {
        var digest = pulledWithout();
        annotate("");
        try (var store = store()) {
            assertEquals(0, store.collect());
            assertEquals(4, blobs().size());
            store.tag(digest, APP);
        }
    }
}
