package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Repository;

/** Blobs: written, read, taken over. */
abstract class RegistryBlobTests extends RegistryNameTests {
    private static final byte[] HELLO = "hello, blob".getBytes(StandardCharsets.UTF_8);
    private static final int LARGE = 3_000_001;

    /** Bytes that fit in no buffer. */
    static byte[] large(long seed) {
        var bytes = new byte[LARGE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    final Digest write(Repository repository, byte[] content) {
        var digest = Digest.sha256(content);
        port().writeBlob(repository, digest, HttpBody.of(content));
        return digest;
    }

    private void assertBlob(byte[] expected, Repository repository, Digest digest) throws IOException {
        assertEquals(OptionalLong.of(expected.length), port().blobSize(repository, digest));
        try (var blob = port().readBlob(repository, digest, 0)) {
            assertEquals(0, blob.offset());
            assertEquals(expected.length, blob.length().orElse(expected.length));
            assertArrayEquals(expected, blob.stream().readAllBytes());
        }
    }

    @Test
    final void aBlobIsReadAsItWasWritten() throws IOException {
        var repository = newRepository();
        for (var content : new byte[][] {HELLO, large(1), new byte[0]}) {
            assertBlob(content, repository, write(repository, content));
        }
    }

    @Test
    final void aBlobThatIsThereCanBeWrittenAgain() throws IOException {
        var repository = newRepository();
        assertEquals(write(repository, HELLO), write(repository, HELLO));
        assertBlob(HELLO, repository, Digest.sha256(HELLO));
    }

    @Test
    final void aBodyThatCanBeReadOnceIsEnough() throws IOException {
        for (var length : new OptionalLong[] {OptionalLong.of(LARGE), OptionalLong.empty()}) {
            var repository = newRepository();
            var content = large(2);
            var digest = Digest.sha256(content);

            port().writeBlob(repository, digest, new StreamedBody(new ByteArrayInputStream(content), length));

            assertBlob(content, repository, digest);
        }
    }

    @Test
    final void aBlobOfAnotherDigestIsRefused() {
        var repository = newRepository();
        var wrong = Digest.sha256("another".getBytes(StandardCharsets.UTF_8));

        assertThrows(RegistryRefusedException.class, () -> port().writeBlob(repository, wrong, HttpBody.of(HELLO)));

        assertEquals(OptionalLong.empty(), port().blobSize(repository, wrong));
        assertEquals(OptionalLong.empty(), port().blobSize(repository, Digest.sha256(HELLO)));
    }

    @Test
    final void aBlobIsReadFromAnOffset() throws IOException {
        var repository = newRepository();
        var content = large(3);
        var digest = write(repository, content);
        for (var offset : new long[] {1, 65_536, LARGE - 1}) {
            try (var blob = port().readBlob(repository, digest, offset)) {
                assertTrue(blob.offset() == offset || blob.offset() == 0, "from there, or from the start");
                var rest = Arrays.copyOfRange(content, (int) blob.offset(), content.length);
                assertEquals(rest.length, blob.length().orElse(rest.length));
                assertArrayEquals(rest, blob.stream().readAllBytes());
            }
        }
    }

    @Test
    final void thereIsNothingBeyondTheEndOfABlob() {
        var repository = newRepository();
        var digest = write(repository, HELLO);
        for (var offset : new long[] {HELLO.length, HELLO.length + 100}) {
            assertThrows(RegistryRefusedException.class, () -> port().readBlob(repository, digest, offset));
        }
        assertThrows(IllegalArgumentException.class, () -> port().readBlob(repository, digest, -1));
    }

    @Test
    final void aBlobThatIsNotThereIsNotFound() {
        var repository = newRepository();
        write(repository, HELLO);
        var other = Digest.sha256("another".getBytes(StandardCharsets.UTF_8));

        assertEquals(OptionalLong.empty(), port().blobSize(repository, other));
        assertNotFound(other.toString(), () -> port().readBlob(repository, other, 0));
        assertNotFound(other.toString(), () -> port().readBlob(repository, other, 1));
    }

    @Test
    final void aBlobBelongsToItsRepository() {
        var digest = write(newRepository(), HELLO);
        var elsewhere = newRepository();

        assertEquals(OptionalLong.empty(), port().blobSize(elsewhere, digest));
        assertNotFound(elsewhere.path(), () -> port().readBlob(elsewhere, digest, 0));
    }

    @Test
    final void aBlobIsClosedBeforeItsEndAndMoreThanOnce() throws IOException {
        var repository = newRepository();
        var content = large(4);
        var digest = write(repository, content);
        var blob = port().readBlob(repository, digest, 0);

        assertEquals(Byte.toUnsignedInt(content[0]), blob.stream().read());
        blob.close();
        blob.close();

        assertBlob(content, repository, digest);
    }

    @Test
    final void aBlobIsTakenOverFromAnotherRepository() throws IOException {
        var source = newRepository();
        var target = newRepository();
        var content = large(5);
        var digest = write(source, content);

        assertEquals(traits().mountsBlobs(), port().mountBlob(target, digest, source));

        if (traits().mountsBlobs()) {
            assertBlob(content, target, digest);
        } else {
            assertEquals(OptionalLong.empty(), port().blobSize(target, digest));
        }
    }

    @Test
    final void whatTheSourceLacksIsNotTakenOver() {
        var source = newRepository();
        var target = newRepository();
        write(source, HELLO);
        var other = Digest.sha256("another".getBytes(StandardCharsets.UTF_8));

        assertFalse(port().mountBlob(target, other, source));
        assertFalse(port().mountBlob(target, Digest.sha256(HELLO), newRepository()));

        assertEquals(OptionalLong.empty(), port().blobSize(target, other));
        assertEquals(OptionalLong.empty(), port().blobSize(target, Digest.sha256(HELLO)));
    }

    @Test
    final void aBlobIsTakenOverFromWhereItIsOrElseWritten() throws IOException {
        var source = newRepository();
        var target = newRepository();
        var content = large(7);
        var digest = write(source, content);
        var body = new CountedOpenings(content);

        var from = port().writeBlob(target, digest, body, List.of(newRepository(), source));

        assertEquals(traits().mountsBlobs() ? Optional.of(source) : Optional.empty(), from);
        assertEquals(traits().mountsBlobs(), body.openings() == 0, "the bytes are read only if they are written");
        assertBlob(content, target, digest);
    }

    @Test
    final void aBlobThatNoSourceHasIsWritten() throws IOException {
        var source = newRepository();
        write(source, HELLO);
        for (var sources : List.of(List.<Repository>of(), List.of(source), List.of(source, newRepository()))) {
            var target = newRepository();
            var content = large(8);
            var digest = Digest.sha256(content);

            assertEquals(Optional.empty(), port().writeBlob(target, digest, HttpBody.of(content), sources));

            assertBlob(content, target, digest);
        }
    }

    @Test
    final void nothingIsTakenOverFromAnotherRegistry() {
        var source = new Repository("other.example.org", "app");
        var target = newRepository();
        var digest = Digest.sha256(HELLO);
        assertThrows(IllegalArgumentException.class, () -> port().mountBlob(target, digest, source));

        var sources = List.of(newRepository(), source);
        assertThrows(
                IllegalArgumentException.class, () -> port().writeBlob(target, digest, HttpBody.of(HELLO), sources));
        assertEquals(OptionalLong.empty(), port().blobSize(target, digest));
    }
}
