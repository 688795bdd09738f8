package us.apolo.images.core;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.core.operation.Observation;

/**
 * A future whose work stops when anybody completes it from outside, above all by cancelling.
 *
 * <p>The work is stopped before the future is completed, since what depends on the future then runs on the completing
 * thread, and may be another go at the same thing. The work itself completes the future only when no interrupt can come
 * any more, so that none reaches what depends on it.
 */
final class OperationFuture<T> extends CompletableFuture<T> {
    private final InterruptibleTask task;
    private final Observation observation;
    private @Nullable T result;
    private @Nullable Throwable failure;

    private OperationFuture(Observation observation, Supplier<T> work) {
        this.observation = observation;
        task = new InterruptibleTask(() -> attempt(work), this::finish);
    }

    /**
     * Starts work on a thread of its own.
     *
     * @param observation hears the end of work that never begins
     * @throws IllegalStateException if the workers are closed
     */
    static <T> CompletableFuture<T> start(Workers workers, Observation observation, Supplier<T> work) {
        var future = new OperationFuture<>(observation, work);
        try {
            workers.execute(future.task);
        } catch (RuntimeException | Error e) {
            observation.ended(Optional.of(e));
            throw e;
        }
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
            // Heard only of work that has not begun; other work has told its end itself.
            observation.ended(Optional.of(new OperationCancelledException(
                    "Cancelled before " + observation.name(), Reason.INTERRUPTED, null)));
            return;
        }
        if (failure != null) {
            super.completeExceptionally(failure);
        } else {
            super.complete(result);
        }
    }
}
