package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** An operation on a thread of its own that somebody is to end. */
final class EndedOperation {
    private static final int PATIENCE_SECONDS = 10;

    private final FutureTask<Ending> task;
    private final Thread thread;

    /** What it ends with. */
    record Ending(Throwable failure, boolean interrupted) {
        void assertCancelled(Reason reason) {
            assertThat(failure).isInstanceOfSatisfying(OperationCancelledException.class, e -> {
                assertThat(e.reason()).isEqualTo(reason);
                assertThat(e).hasMessageContaining(reason == Reason.INTERRUPTED ? "interrupted" : "closed");
            });
            assertThat(interrupted).isEqualTo(reason == Reason.INTERRUPTED);
        }
    }

    /** Begins it. */
    EndedOperation(Runnable work) {
        this.task = new FutureTask<>(() -> {
            try {
                work.run();
                throw new AssertionError("It was not ended");
            } catch (RuntimeException e) {
                return new Ending(e, Thread.currentThread().isInterrupted());
            }
        });
        this.thread = new Thread(task, "operation");
        thread.start();
    }

    void interrupt() {
        thread.interrupt();
    }

    Ending end() throws Exception {
        return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
