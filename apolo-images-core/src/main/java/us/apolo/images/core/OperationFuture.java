package us.apolo.images.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A future whose work stops when anybody completes it from outside, above all by cancelling. */
final class OperationFuture<T> extends CompletableFuture<T> {
    private final InterruptibleTask task;

    private OperationFuture(Supplier<T> work) {
        task = new InterruptibleTask(() -> completeWith(work), () -> {});
    }

    /** Starts work on a thread of its own. */
    static <T> CompletableFuture<T> start(Workers workers, Supplier<T> work) {
        var future = new OperationFuture<>(work);
        var unused = future.whenComplete((value, failure) -> future.task.stop());
        workers.execute(future.task);
        return future;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    private void completeWith(Supplier<T> work) {
        try {
            complete(work.get());
        } catch (Throwable e) {
            completeExceptionally(e);
        }
    }
}
