package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.Digest;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.testkit.TestImage;

/** To close a store ends what is under way, which goes wrong in no other way meanwhile, and frees the folder's locks. */
@Timeout(60)
class ClosingTest extends LayoutCase {
    private static final byte[] LAYER = "a layer".getBytes(StandardCharsets.UTF_8);

    private final CountDownLatch reading = new CountDownLatch(1);

    /** Waits until it is interrupted. */
    private final class Waiting extends InputStream {
        @Override
        public int read() throws IOException {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            reading.countDown();
            try {
                new CountDownLatch(1).await();
                return -1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }

    @Test
    void aTransferThatClosingEndsLeavesNothingElseThatFails() throws Exception {
        var played = new PlayedRegistry();
        var digest = Digest.sha256(LAYER);
        played.blob(digest, offset -> new Waiting());
        played.image("v1", PlayedRegistry.descriptor(digest, LAYER.length));
        var pool = Executors.newSingleThreadExecutor();
        try {
            var store = store();
            var pull = pool.submit(() -> store.pull(transfer("v1", played, null), step -> {}));
            reading.await();

            store.close();

            var error = assertInstanceOf(
                    OperationCancelledException.class,
                    assertThrows(ExecutionException.class, pull::get).getCause());
            assertEquals(OperationCancelledException.Reason.CLOSED, error.reason());
            assertEquals(0, error.getSuppressed().length);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anotherStoreOfTheFolderGoesOn() {
        registry.put(REPOSITORY, "v1", TestImage.builder().build());
        try (var other = store()) {
            try (var store = store()) {
                store.pull(transfer("v1"), step -> {});
                other.tag(store.inspect(name("v1")).orElseThrow().id(), name("v2"));
            }
            other.untag(name("v1"));
            assertEquals(List.of(name("v2")), other.names());
        }
    }
}
