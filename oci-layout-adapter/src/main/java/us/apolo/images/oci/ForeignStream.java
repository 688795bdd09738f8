package us.apolo.images.oci;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Somebody else's stream, which may take no notice of interrupts, such as one that comes from a process. It is used on a
 * thread of its own, so that whoever waits for it can be interrupted. If it does not come back then, the thread ends with
 * what it waits for.
 */
final class ForeignStream implements AutoCloseable {
    private static final int MAX_WAIT_SECONDS = 10;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "oci-layout-archive");
        thread.setDaemon(true);
        return thread;
    });

    /** Does something with the stream. */
    <T> T use(Callable<T> work) throws IOException {
        try {
            return thread.submit(work).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The thread was interrupted");
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        }
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return cause instanceof IOException e ? e : new IOException(cause);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            var unused = Thread.currentThread().isInterrupted()
                    || thread.awaitTermination(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
