package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import us.apolo.images.Digest;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Reference;

/**
 * What every {@link us.apolo.images.port.RegistryPort} keeps to, whatever registry it stands for. A subclass says what is
 * to be tested and how that registry differs from others; it inherits all tests and can change none.
 *
 * <pre>{@code
 * class InMemoryRegistryContractTest extends RegistryPortContract {
 *     private final RegistryPort port = new InMemoryRegistry();
 *
 *     @Override
 *     protected RegistryPort port() {
 *         return port;
 *     }
 *
 *     @Override
 *     protected String registry() {
 *         return "registry.example.org";
 *     }
 *
 *     @Override
 *     protected RegistryTraits traits() {
 *         return RegistryTraits.ALL;
 *     }
 * }
 * }</pre>
 */
@Timeout(120)
public abstract class RegistryPortContract extends RegistryBlobTests {
    private static final byte[] HELLO = "hello, thread".getBytes(StandardCharsets.UTF_8);
    private static final int THREADS = 8;

    /** For subclasses. */
    protected RegistryPortContract() {}

    /** Wants that the thread, which is interrupted, ends the call, and stays interrupted. */
    private static void assertEnds(Executable call) {
        Thread.currentThread().interrupt();
        try {
            var error = assertThrows(OperationCancelledException.class, call);
            assertEquals(OperationCancelledException.Reason.INTERRUPTED, error.reason());
        } finally {
            assertTrue(Thread.interrupted(), "the flag stays set");
        }
    }

    @Test
    final void anInterruptedThreadDoesNothing() {
        var repository = newRepository();
        var image = ContractImage.of(30, true);
        image.put(port(), repository, Reference.tag("v1"));
        var layer = image.manifest().layers().get(0).digest();
        var hello = Digest.sha256(HELLO);

        assertEnds(() -> port().digest(repository, Reference.tag("v1")));
        assertEnds(() -> port().manifest(repository, Reference.tag("v1")));
        assertEnds(() -> port().putManifest(
                        repository, Reference.tag("v2"), image.manifest().content()));
        assertEnds(() -> port().deleteManifest(repository, image.digest()));
        assertEnds(() -> port().deleteTag(repository, "v1"));
        assertEnds(() -> read(port().tags(repository)));
        assertEnds(() -> read(port().repositories(registry())));
        assertEnds(() -> port().blobSize(repository, layer));
        assertEnds(() -> port().readBlob(repository, layer, 0).close());
        assertEnds(() -> port().writeBlob(repository, hello, HttpBody.of(HELLO)));
        assertEnds(() -> port().mountBlob(newRepository(), layer, repository));
        assertEnds(() -> port().writeBlob(repository, hello, HttpBody.of(HELLO), List.of(newRepository())));

        try (var tags = port().tags(repository)) {
            assertEquals(List.of("v1"), tags.toList());
        }
        assertEquals(OptionalLong.empty(), port().blobSize(repository, hello));
    }

    @Test
    final void aWriteWhoseBytesBreakOffIsNamedWithItsRepository() {
        var repository = newRepository();
        var content = new StreamedBody(new BrokenInput(), OptionalLong.of(HELLO.length));

        var error = assertThrows(
                RegistryUnavailableException.class, () -> port().writeBlob(repository, Digest.sha256(HELLO), content));

        var message = String.valueOf(error.getMessage());
        assertTrue(message.contains(" of " + repository.path() + " at the registry " + registry()), message);
        assertTrue(message.contains("The bytes broke off"), message);
    }

    private static final class BrokenInput extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("The bytes broke off");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }

    private static void read(Stream<String> names) {
        try (names) {
            assertTrue(names.count() > 0);
        }
    }

    @Test
    final void anInterruptEndsAListBetweenItsPages() {
        newRepositories();
        try (var names = port().repositories(registry())) {
            var iterator = names.iterator();
            assertTrue(iterator.hasNext());
            iterator.next();
            assertEnds(() -> {
                while (iterator.hasNext()) {
                    iterator.next();
                }
            });
        }
    }

    @Test
    final void anInterruptEndsTheReadingOfABlob() throws IOException {
        var repository = newRepository();
        var digest = write(repository, large(6));
        try (var blob = port().readBlob(repository, digest, 0)) {
            assertEquals(1, blob.stream().readNBytes(1).length);
            Thread.currentThread().interrupt();
            try {
                assertThrows(InterruptedIOException.class, () -> blob.stream().readAllBytes());
            } finally {
                assertTrue(Thread.interrupted(), "the flag stays set");
            }
        }
    }

    @Test
    final void anInterruptEndsAWriteWhoseBytesDoNotCome() throws InterruptedException {
        var repository = newRepository();
        var digest = Digest.sha256(HELLO);
        var reading = new CountDownLatch(1);
        var ended = new ArrayList<Throwable>();
        var writer = new Thread(() -> {
            try {
                port().writeBlob(repository, digest, new StreamedBody(new SilentInput(reading), OptionalLong.empty()));
            } catch (Throwable e) {
                ended.add(e);
            }
            ended.add(
                    new AssertionError("interrupted: " + Thread.currentThread().isInterrupted()));
        });
        writer.start();
        assertTrue(reading.await(30, TimeUnit.SECONDS));

        writer.interrupt();
        writer.join(30_000);

        assertEquals(2, ended.size(), "the write has ended: " + ended);
        assertEquals(
                OperationCancelledException.class,
                ended.get(0).getClass(),
                () -> ended.get(0).toString());
        assertEquals("interrupted: true", ended.get(1).getMessage());
        assertEquals(OptionalLong.empty(), port().blobSize(repository, digest));
    }

    /** Gives no byte, until its thread is interrupted. */
    private static final class SilentInput extends InputStream {
        private final CountDownLatch reading;

        SilentInput(CountDownLatch reading) {
            this.reading = reading;
        }

        @Override
        public int read() throws IOException {
            reading.countDown();
            try {
                new CountDownLatch(1).await();
                throw new IllegalStateException("Nobody ends this wait");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while no byte came");
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }

    @Test
    final void manyThreadsAtOnceDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
        var shared = newRepository();
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            var pushes = IntStream.range(0, THREADS * 3)
                    .mapToObj(number -> pool.submit(() -> {
                        var image = ContractImage.of(100 + number, number % 2 == 0);
                        image.put(port(), shared, Reference.tag("v" + number));
                        image.put(port(), newRepository(), Reference.tag("own"));
                        return image.digest();
                    }))
                    .toList();
            for (var number = 0; number < pushes.size(); number++) {
                assertEquals(pushes.get(number).get(), port().digest(shared, Reference.tag("v" + number)));
            }
        } finally {
            pool.shutdownNow();
        }
        try (var tags = port().tags(shared)) {
            assertEquals(THREADS * 3, tags.count());
        }
    }
}
