package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.Platform;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;

/** Registries that lie: a typed error, nothing outside the folder, and no image of it. */
class HostileImageTest extends LayoutCase {
    private static final byte[] LAYER = "a layer".repeat(1000).getBytes(StandardCharsets.UTF_8);

    private final PlayedRegistry played = new PlayedRegistry();

    private <E extends ImagesException> E pullFails(Class<E> type) throws IOException {
        try (var store = store()) {
            var error = assertThrows(type, () -> store.pull(transfer("v1", played, null), step -> {}));
            assertEquals(Optional.empty(), store.inspect(name("v1")));
            assertEquals(List.of(), store.names());
            if (Files.exists(folder.resolve("blobs"))) {
                assertEquals(Set.of(), blobs());
            }
            return error;
        }
    }

    @Test
    void aLayerThatIsLargerThanItsDescriptorSaysIsNotReadOn() throws IOException {
        var digest = Digest.sha256(LAYER);
        var endless = new Endless();
        played.blob(digest, offset -> endless);
        played.image("v1", PlayedRegistry.descriptor(digest, 100));

        var error = pullFails(TransferFailedException.class);

        assertTrue(error.getMessage().contains("more for " + digest + " than the 100 bytes"), error::getMessage);
        assertTrue(endless.count < 1_000_000, () -> "read " + endless.count);
        assertEquals(Set.of(), incoming());
    }

    private static final class Endless extends InputStream {
        private long count;

        @Override
        public int read() {
            count++;
            return 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            count += length;
            return length;
        }
    }

    @Test
    void aLayerThatIsShorterIsABrokenConnectionAndNoLayer() throws IOException {
        var digest = Digest.sha256(LAYER);
        played.blob(digest, offset -> new ByteArrayInputStream(new byte[0]));
        played.image("v1", PlayedRegistry.descriptor(digest, LAYER.length));

        var error = pullFails(RegistryUnavailableException.class);

        assertTrue(error.mayPass());
    }

    @Test
    void whatTheRegistryPortFindsToBeSomethingElseIsRefused() throws IOException {
        var digest = Digest.sha256(LAYER);
        var other = LAYER.clone();
        other[0]++;
        played.blob(digest, offset -> new FailingAtItsEnd(other));
        played.image("v1", PlayedRegistry.descriptor(digest, LAYER.length));

        var error = pullFails(TransferFailedException.class);

        assertTrue(error.getMessage().contains("what came for " + digest), error::getMessage);
        assertEquals(Set.of(), incoming());
    }

    /** As a port does that finds out at the end. */
    private static final class FailingAtItsEnd extends FilterInputStream {
        FailingAtItsEnd(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = super.read(buffer, offset, length);
            if (count < 0) {
                throw new IOException("what came has another digest");
            }
            return count;
        }
    }

    @Test
    void whatIsResumedIsHashedAsAWholeAndFetchedAgainIfTheFirstPartWasWrong() throws IOException {
        var layer = played.blob(LAYER);
        played.image("v1", layer);
        leave(layer, "something else".getBytes(StandardCharsets.UTF_8));

        try (var store = store()) {
            store.pull(transfer("v1", played, null), step -> {});
        }

        assertEquals(List.of(14L, 0L), played.offsets);
        assertEquals(
                layer.digest(),
                Digest.sha256(Files.readAllBytes(
                        folder.resolve("blobs/sha256").resolve(layer.digest().encoded()))));
    }

    @Test
    void whatAnotherProcessHasLeftIsNotFetchedAgain() throws IOException {
        var layer = played.blob(LAYER);
        played.image("v1", layer);
        leave(layer, Arrays.copyOf(LAYER, 5000));
        var moved = new ArrayList<Long>();

        try (var store = store()) {
            store.pull(transfer("v1", played, null), step -> step.current().ifPresent(moved::add));
        }

        assertEquals(List.of(5000L), played.offsets);
        assertTrue(moved.contains(5000L), moved::toString);
        assertEquals(Set.of(), incoming());
    }

    @Test
    void whatHasComeAsAWholeIsNotFetchedAtAll() throws IOException {
        var layer = played.blob(LAYER);
        played.image("v1", layer);
        leave(layer, LAYER);

        try (var store = store()) {
            store.pull(transfer("v1", played, null), step -> {});
        }

        assertEquals(List.of(), played.offsets);
    }

    private void leave(Descriptor blob, byte[] bytes) throws IOException {
        var incoming = Files.createDirectories(folder.resolve(".apolo-images/incoming"));
        Files.write(incoming.resolve("sha256-" + blob.digest().encoded()), bytes);
    }

    @Test
    void aLayerThatBreaksOffGoesOnWhereItEnded() throws IOException {
        var digest = Digest.sha256(LAYER);
        played.blob(
                digest,
                offset -> offset == 0
                        ? new CutInput(new ByteArrayInputStream(LAYER), 3000)
                        : new ByteArrayInputStream(LAYER, (int) offset, LAYER.length));
        played.image("v1", PlayedRegistry.descriptor(digest, LAYER.length));

        try (var store = store()) {
            store.pull(transfer("v1", played, null), step -> {});
        }

        assertEquals(List.of(0L, 3000L), played.offsets);
    }

    @Test
    void aLayerThatBreaksOffAgainAndAgainStaysForTheNextPull() throws IOException {
        var digest = Digest.sha256(LAYER);
        played.blob(digest, offset -> new CutInput(new ByteArrayInputStream(LAYER, (int) offset, LAYER.length), 1000));
        played.image("v1", PlayedRegistry.descriptor(digest, LAYER.length));

        assertTrue(pullFails(RegistryUnavailableException.class).mayPass());

        assertEquals(List.of(0L, 1000L, 2000L, 3000L), played.offsets);
        assertEquals(Set.of("sha256-" + digest.encoded()), incoming());
        try (var store = store()) {
            store.pull(transfer("v1", played, null), step -> {});
        }
    }

    /** Breaks off after some bytes. */
    private static final class CutInput extends FilterInputStream {
        private int left;

        CutInput(InputStream in, int left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("Connection reset");
            }
            var count = super.read(buffer, offset, Math.min(left, length));
            left -= Math.max(0, count);
            return count;
        }
    }

    @Test
    void aDigestByAnUnknownAlgorithmIsNoFileName() throws IOException {
        played.image("v1", PlayedRegistry.descriptor(new Digest("md5", "0".repeat(32)), 1));

        var error = pullFails(TransferFailedException.class);

        assertTrue(error.getMessage().contains("md5:"), error::getMessage);
    }

    @Test
    void twoSizesOfOneBlobAreALie() throws IOException {
        var layer = played.blob(LAYER);
        played.image("v1", layer, PlayedRegistry.descriptor(layer.digest(), 5));

        assertTrue(pullFails(TransferFailedException.class).getMessage().contains("two sizes"));
    }

    @Test
    void sizesThatNothingCanHaveAreRefusedBeforeAnythingIsFetched() throws IOException {
        var layer = played.blob(LAYER);
        played.image(
                "v1",
                layer,
                PlayedRegistry.descriptor(Digest.sha256(new byte[1]), Long.MAX_VALUE),
                PlayedRegistry.descriptor(Digest.sha256(new byte[2]), Long.MAX_VALUE));

        pullFails(TransferFailedException.class);

        assertEquals(List.of(), played.offsets);
    }

    private static Manifest.Index index(String text, Descriptor... entries) {
        return new Manifest.Index(
                new ManifestContent(Layout.INDEX_TYPE, text.getBytes(StandardCharsets.UTF_8)), List.of(entries));
    }

    private static Descriptor manifest(Digest digest) {
        return new Descriptor("", digest, 1, Platform.LINUX_AMD64, Map.of());
    }

    /** A registry port keeps manifests to their digests, so that this cannot be; but if it could, it would end. */
    @Test
    void anIndexThatContainsItselfEnds() throws IOException {
        var own = index("circle").content().digest();
        played.put("v1", index("circle", manifest(own)));

        try (var store = store()) {
            var error = assertThrows(
                    TransferFailedException.class,
                    () -> store.pull(transfer("v1", played, Platform.LINUX_AMD64), step -> {}));
            assertTrue(error.getMessage().contains("deep"), error::getMessage);
        }
    }

    @Test
    void indexesInIndexesEnd() throws IOException {
        var digest = played.image("bottom");
        for (var depth = 0; depth < 20; depth++) {
            var next = index("depth " + depth, manifest(digest));
            played.put(depth == 19 ? "v1" : "t" + depth, next);
            digest = next.content().digest();
        }

        assertTrue(pullFails(TransferFailedException.class).getMessage().contains("deep"));
    }

    @Test
    void anIndexOfThousandsOfManifestsIsRefused() throws IOException {
        var entries = new Descriptor[1500];
        for (var number = 0; number < entries.length; number++) {
            entries[number] = manifest(
                    played.image("t" + number, played.blob(("layer " + number).getBytes(StandardCharsets.UTF_8))));
        }
        played.put("v1", index("wide", entries));

        assertTrue(pullFails(TransferFailedException.class).getMessage().contains("1000"));
    }

    @Test
    void aLayerThatAManifestNamesTwentyThousandTimesIsFetchedOnce() {
        var layer = played.blob(LAYER);
        var layers = new Descriptor[20_000];
        Arrays.fill(layers, layer);
        played.image("v1", layers);
        try (var store = store()) {
            store.pull(transfer("v1", played, null), steps::add);
        }
        assertEquals(List.of(0L), played.offsets);
        assertEquals(1, steps.stream().filter(step -> step.status().isFinal()).count());
    }

    @Test
    void aLayerThatTheRegistryHasNotGotIsNotFound() throws IOException {
        played.image("v1", PlayedRegistry.descriptor(Digest.sha256(LAYER), LAYER.length));

        pullFails(ImageNotFoundException.class);
    }
}
