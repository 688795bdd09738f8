package us.apolo.images.transport.okhttp;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;

/**
 * Bounds the making of a connection as a whole. OkHttp's own limit is for each address of the host and ends before the
 * proxy's tunnel and the TLS handshake, which a slow server can draw out byte by byte.
 */
final class ConnectLimit extends AsyncTimeout {
    private final Duration limit;
    private final Runnable onExpiry;
    private boolean started;
    private volatile boolean expired;

    ConnectLimit(Duration limit, Runnable onExpiry) {
        this.limit = limit;
        this.onExpiry = onExpiry;
        timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starts the clock, once. Not for a connection that is there: each clock that starts wakes Okio's thread. */
    void start() {
        if (!started) {
            started = true;
            enter();
        }
    }

    /** Stops the clock; may be called any number of times. */
    void stop() {
        if (exit()) {
            expired = true;
        }
    }

    boolean expired() {
        return expired;
    }

    SocketTimeoutException failure() {
        return new SocketTimeoutException("There was no connection within " + limit);
    }

    @Override
    protected void timedOut() {
        expired = true;
        onExpiry.run();
    }
}
