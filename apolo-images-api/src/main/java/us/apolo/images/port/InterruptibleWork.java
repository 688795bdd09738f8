package us.apolo.images.port;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes blocking work that takes no notice of {@link Thread#interrupt} end all the same, for adapters whose clients read
 * from plain sockets or pipes.
 *
 * <p>It is a channel to the Java platform, with the one thing that it has to do when its thread is interrupted: the
 * interrupting thread runs the given action, which makes the work fail, for example by closing its socket.
 *
 * <pre>{@code
 * var response = new InterruptibleWork(call::cancel).run(call::execute);
 * }</pre>
 *
 * <p>Works may be nested, for example where the bytes that one sends come from another. An interrupt in the inner one
 * makes both end: the inner one at once, the outer one as soon as the inner one has ended.
 */
public final class InterruptibleWork extends AbstractInterruptibleChannel {
    /** What this thread is doing. A thread can watch for one thing at a time, so the inner work displaces the outer. */
    private static final ThreadLocal<@Nullable InterruptibleWork> CURRENT = new ThreadLocal<>();

    private final Runnable onInterrupt;

    /**
     * Names the action.
     *
     * @param onInterrupt makes the work end; runs once at the most, on the interrupting thread; must not block
     */
    public InterruptibleWork(Runnable onInterrupt) {
        this.onInterrupt = Objects.requireNonNull(onInterrupt, "onInterrupt");
    }

    /** Blocking work. */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Does it.
         *
         * @return what came of it
         * @throws IOException if it fails
         */
        T run() throws IOException;
    }

    /**
     * Does the work on this thread, unless that is interrupted already. May be called again, as long as no call was
     * interrupted.
     *
     * @param work what to do
     * @param <T> what comes of it
     * @return what came of it
     * @throws InterruptedIOException if the thread was interrupted before or meanwhile; the flag stays set
     * @throws IOException if the work fails
     */
    public <T> T run(Work<T> work) throws IOException {
        var outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return runWatched(work);
        } finally {
            resume(outer);
        }
    }

    private static void resume(@Nullable InterruptibleWork outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
            outer.begin();
        }
    }

    private <T> T runWatched(Work<T> work) throws IOException {
        var completed = false;
        begin();
        try {
            requireNotInterrupted();
            var result = work.run();
            completed = true;
            return result;
        } finally {
            finish(completed);
        }
    }

    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("The thread was interrupted");
        }
    }

    private void finish(boolean completed) throws InterruptedIOException {
        try {
            end(completed);
        } catch (ClosedByInterruptException e) {
            var interrupted = new InterruptedIOException("The thread was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        } catch (AsynchronousCloseException e) {
            // An earlier call was interrupted and this one has failed for it: its own exception is on its way.
            return;
        }
    }

    @Override
    protected void implCloseChannel() {
        onInterrupt.run();
    }
}
