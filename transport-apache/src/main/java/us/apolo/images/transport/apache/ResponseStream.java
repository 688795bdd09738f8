package us.apolo.images.transport.apache;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.InterruptibleWork;

/**
 * A response's body, and the connection that it comes by. Only who holds the lock reads. Whoever ends the response under
 * a reader drops the connection, which also wakes the reader up; a connection is given back only when nobody reads.
 */
final class ResponseStream extends InputStream {
    /** What is left of a body is read to its end if it is no more than this, and comes within this time. */
    private static final int LITTLE = 64 * 1024;

    private static final Duration SOON = Duration.ofMillis(250);

    private final @Nullable HttpEntity entity;
    private final LeasedConnection connection;
    private final TimeValue keptFor;
    private final OpenExchange exchange;
    private final InterruptibleWork interruptible;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock.
    private boolean ended;
    private boolean broken;
    private long taken;

    /**
     * @param entity the body; null for none
     * @param keptFor for how long the connection may be kept afterwards; not positive for not at all
     */
    ResponseStream(@Nullable HttpEntity entity, LeasedConnection connection, TimeValue keptFor, OpenExchange exchange) {
        this.entity = entity;
        this.connection = connection;
        this.keptFor = keptFor;
        this.exchange = exchange;
        this.interruptible = new InterruptibleWork(exchange::breakOff);
        if (entity == null || entity.getContentLength() == 0) {
            ended = true;
            giveBack();
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
        }
    }

    private int readLocked(byte[] bytes, int offset, int length) throws IOException {
        if (closed.get()) {
            throw exchange.explained(new IOException("The response is closed"));
        }
        if (ended) {
            return -1;
        }
        if (broken) {
            throw exchange.explained(new IOException("The response broke off before"));
        }
        return length == 0 ? 0 : readFromConnection(bytes, offset, length);
    }

    private int readFromConnection(byte[] bytes, int offset, int length) throws IOException {
        broken = true;
        try {
            var count = interruptible.run(() -> content().read(bytes, offset, length));
            broken = false;
            taken += Math.max(count, 0);
            if (count == -1) {
                ended = true;
                giveBack();
            }
            return count;
        } catch (IOException e) {
            throw exchange.explained(closed.get() ? new IOException("The response is closed", e) : e);
        } catch (RuntimeException e) {
            var failure = new ProtocolException("What came is not an HTTP response");
            failure.initCause(e);
            throw failure;
        } finally {
            if (broken) {
                exchange.done();
            }
        }
    }

    private InputStream content() throws IOException {
        return Objects.requireNonNull(entity, "entity").getContent();
    }

    private void giveBack() {
        if (TimeValue.isPositive(keptFor) && exchange.letGo()) {
            connection.giveBack(keptFor);
        }
        exchange.done();
    }

    /** Gives the connection back, if little of the body is left; otherwise drops it. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (lock.tryLock()) {
                try {
                    closeUnread();
                } finally {
                    lock.unlock();
                }
            } else {
                exchange.done();
            }
        }
    }

    private void closeUnread() {
        if (!ended && !broken && TimeValue.isPositive(keptFor) && skipLittle()) {
            giveBack();
        } else {
            exchange.done();
        }
    }

    /** Drops the connection, unless the body has come to its end: then it may already be another's. */
    void abort() {
        if (closed.compareAndSet(false, true)) {
            exchange.done();
        }
    }

    private boolean skipLittle() {
        if (Objects.requireNonNull(entity, "entity").getContentLength() - taken > LITTLE) {
            return false;
        }
        var piece = new byte[8 * 1024];
        var deadline = System.nanoTime() + SOON.toNanos();
        try {
            var left = LITTLE;
            while (left >= 0) {
                var wait = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (wait <= 0) {
                    return false;
                }
                connection.setReadLimit(Timeout.ofMilliseconds(wait));
                var count = content().read(piece);
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
