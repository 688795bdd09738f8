package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.Digest;
import us.apolo.images.port.Descriptor;
import us.apolo.images.testkit.TestImage;

/** What other processes do to the files while somebody looks through them is no error. */
@Timeout(120)
class CollectingBesideOthersTest extends LayoutCase {
    /** How often two threads meet at one file: of so many meetings some come at the worst moment. */
    private static final int MEETINGS = 500;

    /** It is among the names, and when it is looked at it is not there, as one that has been renamed meanwhile. */
    @Test
    void aTemporaryThatIsGoneWhenItIsLookedAtIsOverlooked() throws IOException {
        try (var store = store()) {
            pulled(store, "v1", TestImage.builder().oci().build());
            Files.createSymbolicLink(folder.resolve(".apolo-images/new-renamed"), Path.of("nowhere"));

            assertEquals(0, store.collect());
        }
    }

    @Test
    void aManifestThatGoesWhileNamesAreFollowedIsNoneThatCannotBeRead() throws Exception {
        var bytes = "{\"layers\":[]}".getBytes(StandardCharsets.UTF_8);
        var digest = Digest.sha256(bytes);
        var layout = new LayoutFolder(folder);
        layout.create();
        var entry = IndexEntry.of(new Descriptor(Layout.MANIFEST_TYPE, digest, bytes.length, null, Map.of()));
        var together = new CyclicBarrier(2);
        var other = Executors.newSingleThreadExecutor();
        try {
            for (var meeting = 0; meeting < MEETINGS; meeting++) {
                Files.write(layout.blob(digest), bytes);
                var deletion = other.submit(() -> {
                    together.await();
                    return layout.delete(digest);
                });
                together.await();

                assertTrue(Reach.of(layout, List.of(entry)).complete(), "meeting " + meeting);

                assertEquals(bytes.length, deletion.get());
            }
        } finally {
            other.shutdownNow();
            assertTrue(other.awaitTermination(60, TimeUnit.SECONDS));
        }
    }
}
