package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.OperationCancelledException;

/** Who renews a token keeps others from it for a while, and never for good. */
class RenewalLockTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    private Path folder;

    @Test
    void theWorkIsDoneAndTheLockIsLetGo() throws IOException {
        var file = folder.resolve("lock");

        assertThat(new RenewalLock(file, SHORT).<String>during(() -> "done")).isEqualTo("done");

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
        }
    }

    @Test
    void theLockIsLetGoWhenTheWorkFails() {
        var lock = new RenewalLock(folder.resolve("lock"), SHORT);

        assertThatThrownBy(() -> lock.<String>during(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(lock.<String>during(() -> "done")).isEqualTo("done");
    }

    @Test
    void whoeverHoldsItForTooLongIsNotWaitedFor() throws IOException {
        var file = folder.resolve("lock");
        try (var other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(new RenewalLock(file, SHORT).<String>during(() -> "done"))
                    .isEqualTo("done");
        }
    }

    @Test
    void aThreadOfThisProcessThatHoldsItForTooLongIsNotWaitedForEither() throws Exception {
        var lock = new RenewalLock(folder.resolve("lock"), SHORT);
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var other = new Thread(() -> lock.during(() -> {
            begun.countDown();
            try {
                return end.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        other.start();
        begun.await();

        assertThat(lock.<String>during(() -> "done")).isEqualTo("done");

        end.countDown();
        other.join();
    }

    @Test
    void whereThereIsNoFolderItIsDoneWithout() {
        assertThat(new RenewalLock(folder.resolve("none/lock"), SHORT).<String>during(() -> "done"))
                .isEqualTo("done");
    }

    @Test
    void anInterruptEndsTheWait() throws IOException {
        var file = folder.resolve("lock");
        try (var other = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> new RenewalLock(file, Duration.ofMinutes(5)).<String>during(() -> "done"))
                    .isInstanceOf(OperationCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
