package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.testkit.TestImage;

/** Archives that somebody ends in the middle, with streams that take no notice of interrupts. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArchiveEndingTest extends LayoutCase {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    /** Waits as a pipe does, whatever happens to the thread. */
    private void block() {
        reached.countDown();
        var waiting = true;
        while (waiting) {
            try {
                released.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
    }

    /** The beginning of an archive, and then nothing, and no end. */
    private final class Stalled extends InputStream {
        private final byte[] beginning;
        private int position;

        Stalled() {
            var bytes = DockerImage.of("one").archive("app:v1").bytes();
            beginning = Arrays.copyOf(bytes, bytes.length / 2);
        }

        @Override
        public int read() {
            throw new AssertionError("Whoever reads a byte at a time is slow");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (position == beginning.length) {
                block();
                return -1;
            }
            var count = Math.min(length, beginning.length - position);
            System.arraycopy(beginning, position, buffer, offset, count);
            position += count;
            return count;
        }
    }

    private final class Full extends OutputStream {
        @Override
        public void write(int one) {
            block();
        }
    }

    private static FutureTask<Object> background(Runnable work) {
        return new FutureTask<>(work, "done");
    }

    private static void assertEnded(FutureTask<Object> task, Reason reason) {
        assertThatThrownBy(() -> task.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void assertNothingIsLeft() throws IOException {
        var look = new FolderLook(folder);
        look.isSound();
        assertThat(look.files()).noneMatch(file -> file.startsWith("blobs/"));
    }

    @Test
    void anInterruptEndsTheLoadingOfAStreamThatStalls() throws Exception {
        try (var store = store()) {
            var task = background(() -> store.load(new Stalled()));
            var thread = new Thread(task);
            thread.start();
            reached.await();
            thread.interrupt();

            assertEnded(task, Reason.INTERRUPTED);
            assertNothingIsLeft();
        }
    }

    @Test
    void toCloseTheStoreEndsTheLoadingOfAStreamThatStalls() throws Exception {
        var store = store();
        var task = background(() -> store.load(new Stalled()));
        new Thread(task).start();
        reached.await();
        store.close();

        assertEnded(task, Reason.CLOSED);
        assertNothingIsLeft();
    }

    @Test
    void anInterruptEndsTheSavingToAStreamThatIsFull() throws Exception {
        try (var store = store()) {
            pulled(store, "v1", TestImage.builder().build());
            var task = background(() -> store.save(List.of(name("v1")), new Full()));
            var thread = new Thread(task);
            thread.start();
            reached.await();
            thread.interrupt();

            assertEnded(task, Reason.INTERRUPTED);
            assertThat(store.inspect(name("v1"))).isPresent();
        }
    }

    @Test
    void toCloseTheStoreEndsTheSavingToAStreamThatIsFull() throws Exception {
        var store = store();
        pulled(store, "v1", TestImage.builder().build());
        var task = background(() -> store.save(List.of(name("v1")), new Full()));
        new Thread(task).start();
        reached.await();
        store.close();

        assertEnded(task, Reason.CLOSED);
    }

    @Test
    void anInterruptThatWasThereBeforeIsHeeded() {
        try (var store = store()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.load(new Stalled())).isInstanceOf(OperationCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aClosedStoreTakesNothing() {
        var store = store();
        store.close();

        assertThatThrownBy(() -> store.load(folder)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.save(List.of(name("v1")), folder)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStreamThatCannotBeReadIsAnErrorOfTheArchive() throws IOException {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line is dead");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };
        try (var store = store()) {
            assertThatThrownBy(() -> store.load(broken))
                    .isInstanceOf(InvalidArchiveException.class)
                    .hasMessageContaining("the line is dead");
        }
        assertNothingIsLeft();
    }
}
