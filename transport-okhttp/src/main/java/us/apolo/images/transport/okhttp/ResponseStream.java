package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Response;
import us.apolo.images.port.InterruptibleWork;

/**
 * A response's body, and the connection that it comes by. OkHttp's own stream is touched by one thread at a time, that
 * which holds the lock: to close it under a reader would give its memory to others while the reader still writes there.
 * Whoever ends the response meanwhile cancels the attempt, and leaves the rest to the reader, which that wakes up.
 */
final class ResponseStream extends InputStream {
    /** What is left of a body is read to its end if it is no more than this, and comes within this time. */
    private static final int LITTLE = 64 * 1024;

    private static final int LITTLE_MILLISECONDS = 250;

    private final Response response;
    private final Attempt attempt;
    private final OpenExchange exchange;
    private final InterruptibleWork interruptible;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock.
    private boolean ended;
    private boolean released;
    private long taken;

    ResponseStream(Response response, Attempt attempt, OpenExchange exchange) {
        this.response = response;
        this.attempt = attempt;
        this.exchange = exchange;
        this.interruptible = new InterruptibleWork(attempt::cancel);
    }

    /** Says that there is no content. OkHttp waits for some after a 304 that tells the length of what it stands for. */
    void hasNoContent() {
        lock.lock();
        try {
            ended = true;
            if (response.body().contentLength() != 0) {
                attempt.cancel();
            }
            release();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        lock.lock();
        try {
            return readLocked(bytes, offset, length);
        } finally {
            lock.unlock();
            releaseIfClosed();
        }
    }

    private int readLocked(byte[] bytes, int offset, int length) throws IOException {
        if (closed.get()) {
            throw new IOException(exchange.isShutDown() ? "The transport was closed" : "The response is closed");
        }
        if (ended) {
            return -1;
        }
        if (released) {
            throw new IOException("The response broke off before");
        }
        return length == 0 ? 0 : readFromConnection(bytes, offset, length);
    }

    private int readFromConnection(byte[] bytes, int offset, int length) throws IOException {
        var sound = false;
        try {
            var count = interruptible.run(() -> response.body().source().read(bytes, offset, length));
            sound = true;
            ended = count == -1;
            taken += Math.max(count, 0);
            return count;
        } catch (RuntimeException e) {
            var failure = new ProtocolException("What came is not an HTTP response");
            failure.initCause(e);
            throw failure;
        } finally {
            if (!sound) {
                attempt.cancel();
            }
            if (!sound || ended) {
                release();
            }
        }
    }

    private void releaseIfClosed() {
        if (closed.get() && lock.tryLock()) {
            try {
                release();
            } finally {
                lock.unlock();
            }
        }
    }

    private void release() {
        if (!released) {
            released = true;
            response.close();
            exchange.done();
        }
    }

    /** Gives the connection back, if little of the body is left; otherwise drops it. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end(true);
        }
    }

    /** Drops the connection, unless the body has come to its end: then it may already be another's. */
    void abort() {
        if (closed.compareAndSet(false, true)) {
            end(false);
        }
    }

    private void end(boolean reuse) {
        if (!lock.tryLock()) {
            attempt.cancel();
            releaseIfClosed();
            return;
        }
        try {
            if (!released && !(reuse && skipLittle())) {
                attempt.cancel();
            }
            release();
        } finally {
            lock.unlock();
        }
    }

    private boolean skipLittle() {
        if (response.body().contentLength() - taken > LITTLE) {
            return false;
        }
        var source = response.body().source();
        source.timeout().deadline(LITTLE_MILLISECONDS, TimeUnit.MILLISECONDS);
        var piece = new byte[8 * 1024];
        try {
            var left = LITTLE;
            while (left >= 0) {
                var count = source.read(piece, 0, piece.length);
                if (count == -1) {
                    return true;
                }
                left -= count;
            }
            return false;
        } catch (IOException | RuntimeException e) {
            // Nobody wants these bytes. The connection is dropped, that is all that follows.
            return false;
        }
    }
}
