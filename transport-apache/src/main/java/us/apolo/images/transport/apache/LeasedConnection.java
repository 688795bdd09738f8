package us.apolo.images.transport.apache;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One of a host's connections, made or still to be made, until it is given back or dropped. */
final class LeasedConnection {
    private final HttpClientConnectionManager pool;
    private final ConnectionEndpoint endpoint;
    private final AtomicBoolean returned = new AtomicBoolean();

    LeasedConnection(HttpClientConnectionManager pool, ConnectionEndpoint endpoint) {
        this.pool = pool;
        this.endpoint = endpoint;
    }

    /** Whether it has been used before and is there; otherwise it must be made first. */
    boolean isThere() {
        return endpoint.isConnected();
    }

    /** Makes it. */
    void connect(Timeout limit, HttpContext context) throws IOException {
        // What is left of one that is closed would be taken for it.
        endpoint.close(CloseMode.IMMEDIATE);
        pool.connect(endpoint, limit, context);
    }

    /** Puts TLS on it, for the host that it leads to. */
    void startTls(HttpContext context) throws IOException {
        pool.upgrade(endpoint, context);
    }

    ClassicHttpResponse send(
            ClassicHttpRequest request, Timeout readLimit, ConnectionEndpoint.RequestExecutor way, HttpContext context)
            throws IOException, HttpException {
        endpoint.setSocketTimeout(readLimit);
        return endpoint.execute("", request, way, context);
    }

    void setReadLimit(Timeout limit) {
        endpoint.setSocketTimeout(limit);
    }

    /** Gives it back to be used again, unless it is closed or there is no time to keep it. */
    void giveBack(TimeValue keptFor) {
        if (returned.compareAndSet(false, true)) {
            release(keptFor);
        }
    }

    /** Closes it without a word, and lets another take its place. */
    void drop() {
        if (returned.compareAndSet(false, true)) {
            endpoint.close(CloseMode.IMMEDIATE);
            release(null);
        }
    }

    private void release(@Nullable TimeValue keptFor) {
        try {
            pool.release(endpoint, null, keptFor);
        } catch (IllegalStateException e) {
            // The pool was closed at this very moment, and with it the connection.
            endpoint.close(CloseMode.IMMEDIATE);
        }
    }
}
