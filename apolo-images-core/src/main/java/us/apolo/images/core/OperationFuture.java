package us.apolo.images.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A future whose work stops when anybody completes it from outside, above all by cancelling.
 *
 * <p>The work is stopped before the future is completed, since what depends on the future then runs on the completing
 * thread, and may be another go at the same thing. The work itself completes the future only when no interrupt can come
 * any more, so that none reaches what depends on it.
 */
final class OperationFuture<T> extends CompletableFuture<T> {
    private final InterruptibleTask task;
    private @Nullable T result;
    private @Nullable Throwable failure;

    private OperationFuture(Supplier<T> work) {
        task = new InterruptibleTask(() -> attempt(work), this::finish);
    }

    /**
     * Starts work on a thread of its own.
     *
     * @throws IllegalStateException if the workers are closed
     */
    static <T> CompletableFuture<T> start(Workers workers, Supplier<T> work) {
        var future = new OperationFuture<>(work);
        workers.execute(future.task);
        return future;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        task.stop();
        return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public boolean complete(T value) {
        task.stop();
        return super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable reason) {
        task.stop();
        return super.completeExceptionally(reason);
    }

    /** What depends on this is a plain future: completing it stops nothing. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private void attempt(Supplier<T> work) {
        try {
            result = work.get();
        } catch (Throwable e) {
            failure = e;
        }
    }

    /** Work that was stopped leaves the last word to whoever stopped it. */
    private void finish() {
        if (task.isStopped()) {
            return;
        }
        if (failure != null) {
            super.completeExceptionally(failure);
        } else {
            super.complete(result);
        }
    }
}
