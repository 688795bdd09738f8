package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Work on a thread of its own that is supposed to wait until it is ended from outside. */
final class Blocked {
    /** Nothing tells when a thread has come to wait in a system call; too short a time makes a test easier, not wrong. */
    private static final Duration TO_GET_THERE = Duration.ofMillis(300);

    private static final Duration TO_END = Duration.ofSeconds(20);

    private final Thread thread;
    private volatile Throwable failure = new AssertionError("It has not ended");
    private volatile boolean flagAtEnd;

    private Blocked(Callable<?> work) {
        thread = new Thread(() -> run(work), "blocked");
        thread.setDaemon(true);
    }

    static Blocked in(Callable<?> work) {
        var blocked = new Blocked(work);
        blocked.thread.start();
        return blocked;
    }

    private void run(Callable<?> work) {
        try {
            failure = new AssertionError("It did not fail, but came to " + work.call());
        } catch (Throwable e) {
            failure = e;
        }
        flagAtEnd = Thread.currentThread().isInterrupted();
    }

    void awaitBlocked() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(TO_GET_THERE.toNanos());
        if (!thread.isAlive()) {
            fail("It did not wait", failure);
        }
    }

    void interrupt() {
        thread.interrupt();
    }

    /** What it failed with, which it has to do soon. */
    Throwable failure() throws InterruptedException {
        thread.join(TO_END.toMillis());
        assertFalse(thread.isAlive(), "It still waits");
        return failure;
    }

    /** Whether the interrupt flag was set when it had failed. */
    boolean wasInterrupted() {
        return flagAtEnd;
    }
}
