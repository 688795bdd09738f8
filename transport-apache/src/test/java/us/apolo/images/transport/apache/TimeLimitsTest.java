package us.apolo.images.transport.apache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimeLimitsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final TimeLimits limits = new TimeLimits();
    private final CountDownLatch broken = new CountDownLatch(1);

    @AfterEach
    void close() {
        limits.close();
    }

    private static String awaitAndFail(CountDownLatch latch, Exception failure) throws IOException {
        await(latch);
        if (failure instanceof IOException io) {
            throw io;
        }
        throw (RuntimeException) failure;
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void whatEndsInTimeIsLeftAlone() throws IOException {
        assertThat(limits.within(LONG, "Nothing", broken::countDown, () -> "done"))
                .isEqualTo("done");
        assertThatThrownBy(() -> limits.within(LONG, "Nothing", broken::countDown, () -> {
                    throw new SocketException("reset");
                }))
                .isExactlyInstanceOf(SocketException.class);
        assertThat(broken.getCount()).isEqualTo(1);
    }

    @Test
    void whatDoesNotIsBrokenOffAndSaysSo() {
        for (var failure :
                new Exception[] {new SocketException("Socket closed"), new IllegalStateException("closed")}) {
            var latch = new CountDownLatch(1);
            assertThatThrownBy(() ->
                            limits.within(SHORT, "Nothing came", latch::countDown, () -> awaitAndFail(latch, failure)))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("Nothing came within PT0.05S")
                    .hasCause(failure);
        }
    }

    @Test
    void whatEndsTooLateIsTooLateAllTheSame() {
        assertThatThrownBy(() -> limits.within(SHORT, "Nothing came", broken::countDown, () -> {
                    await(broken);
                    return "late";
                }))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void onceClosedNothingIsBegun() {
        var count = new AtomicInteger();
        limits.close();
        limits.later(Duration.ZERO, count::incrementAndGet);
        assertThatThrownBy(() -> limits.within(LONG, "Nothing", () -> {}, count::incrementAndGet))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        assertThat(count).hasValue(0);
    }
}
