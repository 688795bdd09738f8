package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ResponseItem;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the objects of an engine's answer from the thread on which docker-java reads them to the one that asked. Holds
 * few of them: if the one that asked is slow, the engine waits.
 *
 * @param <T> what docker-java makes of the objects
 */
final class EngineStream<T extends ResponseItem> implements ResultCallback<T> {
    private static final int CAPACITY = 64;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);

    private final Supplier<Optional<Thread>> reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<T> items = new ArrayDeque<>();
    private boolean ended;
    private boolean abandoned;
    private @Nullable Throwable failure;

    /**
     * Makes a stream that waits for its first object.
     *
     * @param reader gives the thread that reads, once it runs
     */
    EngineStream(Supplier<Optional<Thread>> reader) {
        this.reader = reader;
    }

    /** The objects broke off, or never came. */
    static final class BrokenException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Waits for the next object.
     *
     * @return the object; empty at the end
     * @throws BrokenException if the stream failed; what came before has been given out
     */
    Optional<T> next() throws InterruptedException, BrokenException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && !ended) {
                if (!changed.await(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS)) {
                    endIfReaderDied();
                }
            }
            var item = items.poll();
            changed.signalAll();
            if (item == null && failure != null) {
                throw new BrokenException(failure);
            }
            return Optional.ofNullable(item);
        } finally {
            lock.unlock();
        }
    }

    /** docker-java reports exceptions alone: an error, such as that of a class that is missing, just ends its thread. */
    private void endIfReaderDied() {
        if (!ended && reader.get().map(thread -> !thread.isAlive()).orElse(false)) {
            end(new IllegalStateException("The thread that reads the engine's answer died"));
        }
    }

    @Override
    public void onStart(Closeable closeable) {
        // Closing the session does what this would do, and works before the engine has answered too.
    }

    @Override
    public void onNext(T item) {
        lock.lock();
        try {
            while (items.size() >= CAPACITY && !abandoned) {
                changed.awaitUninterruptibly();
            }
            if (abandoned) {
                throw new CancellationException("Nobody listens any more");
            }
            items.add(item);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onError(Throwable throwable) {
        end(throwable);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    /** docker-java reports an end after an error; the first counts. */
    private void end(@Nullable Throwable cause) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = cause;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the reading thread go, which may be waiting for room. */
    @Override
    public void close() {
        lock.lock();
        try {
            abandoned = true;
            items.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the reading thread is gone. Takes no notice of an interrupt but to keep it.
     *
     * @param limit how long to wait
     * @return whether it is gone
     */
    boolean awaitEnd(Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        var interrupted = Thread.interrupted();
        try {
            while (System.nanoTime() - deadline < 0) {
                try {
                    return isGone(deadline);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isGone(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (var left = deadline - System.nanoTime(); !ended && left > 0; ) {
                left = changed.awaitNanos(Math.min(left, SIGN_OF_LIFE.toNanos()));
                left = deadline - System.nanoTime();
                endIfReaderDied();
            }
            if (!ended) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        var thread = reader.get();
        if (thread.isEmpty()) {
            return true;
        }
        thread.get().join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
        return !thread.get().isAlive();
    }
}
