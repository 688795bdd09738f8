package us.apolo.images.transport.apache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** An exchange from its start until its response is done with: what it holds, and how to end it. */
final class OpenExchange {
    private static final String ATTRIBUTE = OpenExchange.class.getName();

    private final Consumer<OpenExchange> onDone;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile boolean shutDown;
    private volatile boolean brokenOff;

    /** No monitor: to break off is to close a connection. */
    private final ReentrantLock aborting = new ReentrantLock();

    // Guarded by the lock.
    private Runnable abort = () -> {};
    private volatile @Nullable LeasedConnection connection;

    /** @param onDone runs once, when nothing is held any more */
    OpenExchange(Consumer<OpenExchange> onDone) {
        this.onDone = onDone;
    }

    /** Makes it known to those that HttpClient calls on the way. */
    void attachTo(HttpContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    static OpenExchange of(HttpContext context) {
        return (OpenExchange) context.getAttribute(ATTRIBUTE);
    }

    void holds(LeasedConnection leased) {
        connection = leased;
    }

    /** From now on this is how to break it off; it must not wait. */
    void abortBy(Runnable action) {
        aborting.lock();
        try {
            abort = action;
            if (brokenOff) {
                action.run();
            }
        } finally {
            aborting.unlock();
        }
    }

    /** What waits now fails, and so does what is begun later. */
    void breakOff() {
        aborting.lock();
        try {
            brokenOff = true;
            abort.run();
        } finally {
            aborting.unlock();
        }
    }

    /**
     * The connection goes to others: from now on it is not this exchange's to break off.
     *
     * @return false if it is broken off already
     */
    boolean letGo() {
        aborting.lock();
        try {
            abort = () -> {};
            return !brokenOff;
        } finally {
            aborting.unlock();
        }
    }

    /** The transport is closed: breaks off what is under way. */
    void shutDown() {
        shutDown = true;
        breakOff();
    }

    boolean isBrokenOff() {
        return brokenOff;
    }

    boolean isShutDown() {
        return shutDown;
    }

    /** A failure with its reason: to be broken off looks like many things from below. */
    IOException explained(IOException e) {
        var interrupted = e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException);
        return shutDown && !interrupted ? new IOException("The transport was closed", e) : e;
    }

    /** Nothing more is wanted; a connection that was not given back is dropped. May be called any number of times. */
    void done() {
        if (done.compareAndSet(false, true)) {
            var held = connection;
            if (held != null) {
                held.drop();
            }
            onDone.accept(this);
        }
    }
}
