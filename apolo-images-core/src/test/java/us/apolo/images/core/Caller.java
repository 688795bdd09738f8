package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A thread of a user's that calls something, and tells what came of it. */
final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile boolean interrupted;

    private Caller(Runnable call) {
        thread = new Thread(
                () -> {
                    try {
                        call.run();
                    } catch (Throwable e) {
                        failure = e;
                    }
                    interrupted = Thread.currentThread().isInterrupted();
                },
                "caller");
        thread.setDaemon(true);
    }

    static Caller start(Runnable call) {
        var caller = new Caller(call);
        caller.thread.start();
        return caller;
    }

    /** Calls on a thread that is interrupted already. */
    static Caller interrupted(Runnable call) {
        return start(() -> {
            Thread.currentThread().interrupt();
            call.run();
        });
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits for the end. */
    Caller join() {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thread.isAlive()).as("the call goes on").isFalse();
        return this;
    }

    /** What the call threw; null if nothing. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** Whether the interrupt flag was set when the call had ended. */
    boolean wasInterrupted() {
        return interrupted;
    }

    boolean waits() {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    static void await(CountDownLatch latch) {
        Calls.await(latch);
    }

    static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not come true within " + PATIENCE);
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
