package us.apolo.images.core;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The threads of one {@code Images}: daemons that are made when there is work and go away when there is none. */
final class Workers {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long IDLE_SECONDS = 10;

    private final int parallelism;
    private final ExecutorService executor = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Workers::thread);

    /**
     * Makes workers.
     *
     * @param parallelism how many work on one list at the most
     */
    Workers(int parallelism) {
        this.parallelism = parallelism;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "apolo-images-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Hands work to a thread.
     *
     * @throws IllegalStateException if this is closed
     */
    void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("These Images are closed", e);
        }
    }

    /**
     * Applies a function to every item, several at a time. The first failure, or an interrupt, ends all of it; what
     * else failed at that moment is suppressed in it.
     *
     * @return the results in the order of the items
     */
    <A, B> List<B> map(List<A> items, Function<A, B> function) {
        return new ParallelMap<>(items, function).run(this::execute, parallelism);
    }

    /** Lets the threads go once they have nothing more to do. Whoever gave them work has stopped it by then. */
    void close() {
        executor.shutdown();
    }
}
