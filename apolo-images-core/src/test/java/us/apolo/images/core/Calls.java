package us.apolo.images.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** What was asked of a port in memory, and what is to happen then. Thread-safe. */
final class Calls {
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> scripts = new ConcurrentHashMap<>();

    /** Has something happen at each call that starts with the text. */
    void on(String start, Runnable script) {
        scripts.put(start, script);
    }

    /** Lets calls that start with the text go through again. */
    void clear(String start) {
        scripts.remove(start);
    }

    /** What every method of a port begins with: it ends if its thread is interrupted. */
    void make(String call) {
        requireNotInterrupted(call);
        made.add(call);
        scripts.forEach((start, script) -> {
            if (call.startsWith(start)) {
                script.run();
            }
        });
    }

    static void requireNotInterrupted(String call) {
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException("Interrupted in " + call, Reason.INTERRUPTED, null);
        }
    }

    List<String> made() {
        return List.copyOf(made);
    }

    List<String> madeStarting(String start) {
        return made.stream().filter(call -> call.startsWith(start)).toList();
    }

    static Runnable failing(Supplier<? extends RuntimeException> error) {
        return () -> {
            throw error.get();
        };
    }

    /** Acts at the call with that number, from 1. */
    static Runnable at(int number, Runnable script) {
        var count = new AtomicInteger();
        return () -> {
            if (count.incrementAndGet() == number) {
                script.run();
            }
        };
    }

    /** Waits until the latch is open or its thread is interrupted, as a port does; longer than any test waits for it. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody opened the latch");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("Interrupted while it waited", Reason.INTERRUPTED, e);
        }
    }

    /** Says that it is there, and stays until its thread is interrupted. */
    static Runnable blocking(CountDownLatch there) {
        return () -> {
            there.countDown();
            await(new CountDownLatch(1));
        };
    }
}
