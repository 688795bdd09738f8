package us.apolo.images.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** Applies a function to every item of a list on several threads. */
final class ParallelMap<A, B> {
    private static final long PATIENCE_SECONDS = 10;

    private final List<A> items;
    private final Function<A, B> function;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReferenceArray<B> results;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    ParallelMap(List<A> items, Function<A, B> function) {
        this.items = items;
        this.function = function;
        this.results = new AtomicReferenceArray<>(items.size());
    }

    /** Works, and returns only when no thread works on it any more. */
    List<B> run(Executor executor, int parallelism) {
        var ended = new Semaphore(0);
        var tasks = tasks(Math.min(parallelism, items.size()), ended);
        var started = start(tasks, executor);
        try {
            ended.acquire(started);
        } catch (InterruptedException e) {
            stop(tasks);
            awaitEnd(ended, started, tasks);
            Thread.currentThread().interrupt();
            throw new OperationCancelledException("Interrupted while waiting for answers", Reason.INTERRUPTED, e);
        }
        rethrowFailure();
        return collected();
    }

    private List<InterruptibleTask> tasks(int count, Semaphore ended) {
        var tasks = new ArrayList<InterruptibleTask>();
        for (var i = 0; i < count; i++) {
            tasks.add(new InterruptibleTask(() -> work(tasks), ended::release));
        }
        return tasks;
    }

    /** Starts as many as there are threads for: that one could not be started is a failure like any other. */
    private int start(List<InterruptibleTask> tasks, Executor executor) {
        var started = 0;
        try {
            for (var task : tasks) {
                executor.execute(task);
                started++;
            }
        } catch (RuntimeException | Error e) {
            fail(e, tasks);
        }
        return started;
    }

    private void work(List<InterruptibleTask> all) {
        for (var i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            try {
                results.set(i, function.apply(items.get(i)));
            } catch (RuntimeException | Error e) {
                fail(e, all);
                return;
            }
        }
    }

    private void fail(Throwable e, List<InterruptibleTask> all) {
        var first = failure.compareAndExchange(null, e);
        if (first == null) {
            stop(all);
        } else if (first != e && !(e instanceof OperationCancelledException)) {
            first.addSuppressed(e);
        }
    }

    private void stop(List<InterruptibleTask> tasks) {
        next.set(items.size());
        tasks.forEach(InterruptibleTask::stop);
    }

    /** Waits although this thread was interrupted: the workers were too, and are about to end. */
    private void awaitEnd(Semaphore ended, int started, List<InterruptibleTask> tasks) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var done = false;
        while (!done && System.nanoTime() < deadline) {
            try {
                done = ended.tryAcquire(started, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                stop(tasks);
            }
        }
    }

    private void rethrowFailure() {
        var thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (RuntimeException) thrown;
        }
    }

    private List<B> collected() {
        var list = new ArrayList<B>(items.size());
        for (var i = 0; i < items.size(); i++) {
            list.add(Objects.requireNonNull(results.get(i)));
        }
        return List.copyOf(list);
    }
}
