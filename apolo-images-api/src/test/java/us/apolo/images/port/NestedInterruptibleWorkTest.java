package us.apolo.images.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NestedInterruptibleWorkTest {
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void theOuterWorkIsWatchedAgainAfterTheInnerOne() {
        var ended = new CountDownLatch(1);
        var me = Thread.currentThread();

        assertThatThrownBy(() -> new InterruptibleWork(ended::countDown).run(() -> {
                    new InterruptibleWork(() -> {}).run(() -> "inner");
                    new Thread(me::interrupt).start();
                    return awaitUninterruptibly(ended);
                }))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(me.isInterrupted()).isTrue();
    }

    @Test
    void anInterruptOfTheInnerWorkEndsBoth() {
        var innerEnded = new CountDownLatch(1);
        var me = Thread.currentThread();
        var outer = new AtomicInteger();

        assertThatThrownBy(() -> new InterruptibleWork(outer::incrementAndGet).run(() -> {
                    assertThatThrownBy(() -> new InterruptibleWork(innerEnded::countDown).run(() -> {
                                new Thread(me::interrupt).start();
                                return awaitUninterruptibly(innerEnded);
                            }))
                            .isInstanceOf(InterruptedIOException.class);
                    return "outer";
                }))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(outer).hasValue(1);
    }

    private static boolean awaitUninterruptibly(CountDownLatch latch) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (latch.getCount() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the action of the work did not run");
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
