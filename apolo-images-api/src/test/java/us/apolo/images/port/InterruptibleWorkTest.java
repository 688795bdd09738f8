package us.apolo.images.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InterruptibleWorkTest {
    private final AtomicInteger actions = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final InterruptibleWork work = new InterruptibleWork(() -> {
        actions.incrementAndGet();
        ended.countDown();
    });

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    /** Takes no notice of an interrupt, like a read from a plain socket: only the action ends it. */
    private void waitUntilTheActionHasRun() {
        while (ended.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatIsNotInterruptedGivesItsResult() throws IOException {
        assertThat(work.<String>run(() -> "done")).isEqualTo("done");
        assertThat(actions).hasValue(0);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whatIsNotInterruptedFailsInItsOwnWay() {
        var failure = new IOException("own");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> work.run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(actions).hasValue(0);
    }

    @Test
    void anInterruptBeforeEndsItAndTheFlagStaysSet() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> work.run(() -> "done"));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(actions).hasValue(1);
    }

    @Test
    void workIsNotBegunWithTheInterruptFlagSet() {
        var begun = new AtomicInteger();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> work.run(begun::incrementAndGet));
        assertThat(begun).hasValue(0);
    }

    @Test
    void anInterruptMeanwhileEndsItAndTheFlagStaysSet() throws Exception {
        var started = new CountDownLatch(1);
        var outcome = new CompletableFuture<Throwable>();
        var flag = new CompletableFuture<Boolean>();
        var thread = new Thread(() -> {
            try {
                work.run(() -> {
                    started.countDown();
                    waitUntilTheActionHasRun();
                    throw new IOException("the socket is closed");
                });
            } catch (Throwable e) {
                outcome.complete(e);
            }
            flag.complete(Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        thread.interrupt();

        assertThat(outcome.get(10, TimeUnit.SECONDS)).isExactlyInstanceOf(InterruptedIOException.class);
        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(actions).hasValue(1);
        thread.join();
    }

    @Test
    void anInterruptAfterwardsIsNoneOfItsBusiness() throws Exception {
        assertThat(work.<String>run(() -> "done")).isEqualTo("done");
        Thread.currentThread().interrupt();
        assertThat(actions).hasValue(0);
    }

    @Test
    void itCanBeUsedForManyCalls() throws IOException {
        var sum = 0;
        for (var i = 0; i < 1000; i++) {
            var number = i;
            sum += work.<Integer>run(() -> number);
        }
        assertThat(sum).isEqualTo(499_500);
        assertThat(work.isOpen()).isTrue();
        assertThat(actions).hasValue(0);
    }

    @Test
    void theActionRunsOnceEvenIfALaterCallIsInterruptedAgain() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> work.run(() -> 1));
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> work.run(() -> 2));
        assertThat(actions).hasValue(1);
    }

    @Test
    void aCallAfterAnInterruptedOneKeepsItsOwnFailure() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> work.run(() -> 1));
        assertThat(Thread.interrupted()).isTrue();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> work.run(() -> {
                    throw new IOException("the socket is closed");
                }))
                .withMessage("the socket is closed");
    }

    @Test
    void anActionIsRequired() {
        assertThatNullPointerException().isThrownBy(() -> new InterruptibleWork(nothing()));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
