package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.engine.Cancellation;

/**
 * The threads of one transfer. They do the work; the thread that has called for the transfer waits for them, and does
 * meanwhile what they want it to do there: tell the listener.
 *
 * <p>The first thing that goes wrong, on either side, ends all of the work. No thread outlives {@link #close}.
 */
final class TransferThreads implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final String operation;
    private final ExecutorService threads;
    private final BlockingQueue<Runnable> forCaller = new LinkedBlockingQueue<>();
    private volatile boolean cancelled;

    /**
     * Makes threads.
     *
     * @param operation what they do, as the start of a sentence
     * @param limit how many
     */
    TransferThreads(String operation, int limit) {
        this.operation = operation;
        var number = NUMBERS.incrementAndGet();
        var count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(limit, work -> {
            var thread = new Thread(work, "oci-layout-" + number + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does something on the calling thread, after all that was to be done there before. */
    void onCaller(Runnable work) {
        forCaller.add(work);
    }

    /** Ends the work, from any thread: {@link #run} throws that the store was closed. */
    void cancel() {
        cancelled = true;
        forCaller.add(() -> {});
    }

    /** Does one piece of work. */
    <T> T run(Callable<T> work) {
        var result = new ArrayList<T>(1);
        runAll(java.util.List.of(() -> result.add(work.call())));
        return result.get(0);
    }

    /**
     * Does several pieces of work at once, begun in their order.
     *
     * @throws us.apolo.images.OperationCancelledException if the calling thread is interrupted or the store closed
     */
    void runAll(Collection<? extends Callable<?>> pieces) {
        var open = new Open(pieces.size());
        pieces.forEach(piece -> threads.execute(() -> {
            var failure = failure(piece);
            onCaller(() -> open.ended(failure));
        }));
        while (open.pieces > 0) {
            next().run();
        }
    }

    private static final class Open {
        private int pieces;

        Open(int pieces) {
            this.pieces = pieces;
        }

        void ended(@Nullable Throwable failure) {
            pieces--;
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static @Nullable Throwable failure(Callable<?> piece) {
        try {
            var unused = piece.call();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private Runnable next() {
        try {
            var next = forCaller.take();
            Cancellation.check(operation, cancelled, null);
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted(operation, e);
        }
    }

    /** Ends what is under way, and waits until it has ended; an interrupt does not end the waiting. */
    @Override
    public void close() {
        threads.shutdownNow();
        var interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    if (threads.awaitTermination(1, TimeUnit.HOURS)) {
                        return;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
