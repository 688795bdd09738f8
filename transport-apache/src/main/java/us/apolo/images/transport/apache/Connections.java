package us.apolo.images.transport.apache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import us.apolo.images.port.HttpTransportConfig;

/** The connections of a transport: lends them out, and closes those that nobody wants any more. */
final class Connections {
    /** HttpClient knows no wait without an end that can also be told from no wait at all. */
    private static final Timeout AS_LONG_AS_IT_TAKES = Timeout.ofDays(365);

    private static final Duration SWEEP = Duration.ofSeconds(15);

    private final PoolingHttpClientConnectionManager pool;
    private final NameLookup names;
    private final TimeLimits limits;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    Connections(HttpTransportConfig config, TimeLimits limits) {
        this.names = new NameLookup(SystemDefaultDnsResolver.INSTANCE, config.connectTimeout());
        this.limits = limits;
        this.pool = Pool.of(config, names, limits);
    }

    /**
     * Takes one of the connections on a route, and waits for it if need be.
     *
     * @throws InterruptedIOException if the thread is interrupted while it waits; its flag stays set
     * @throws IOException if the wait is broken off
     */
    LeasedConnection lease(HttpRoute route, OpenExchange exchange) throws IOException {
        var request = ask(route);
        exchange.abortBy(request::cancel);
        var connection = new LeasedConnection(pool, await(request));
        exchange.holds(connection);
        return connection;
    }

    private LeaseRequest ask(HttpRoute route) throws IOException {
        try {
            return pool.lease("", route, AS_LONG_AS_IT_TAKES, null);
        } catch (IllegalStateException e) {
            throw new IOException("The transport was closed", e);
        }
    }

    private ConnectionEndpoint await(LeaseRequest request) throws IOException {
        try {
            return request.get(AS_LONG_AS_IT_TAKES);
        } catch (InterruptedException e) {
            giveUp(request);
            Thread.currentThread().interrupt();
            var failure = new InterruptedIOException("The thread was interrupted while it waited for a connection");
            failure.initCause(e);
            throw failure;
        } catch (CancellationException | ExecutionException | TimeoutException e) {
            throw new IOException("The wait for a connection was broken off", e);
        }
    }

    /** The connection may have come with the interrupt; nobody else would ever give it back. */
    private void giveUp(LeaseRequest request) {
        if (!request.cancel()) {
            try {
                new LeasedConnection(pool, request.get(AS_LONG_AS_IT_TAKES)).drop();
            } catch (InterruptedException | ExecutionException | TimeoutException | CancellationException e) {
                // None came: what was to be given up is not there.
                return;
            }
        }
    }

    /** There is an idle connection, which may wait no longer than it may. */
    void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            limits.later(SWEEP, this::sweep);
        }
    }

    private void sweep() {
        sweeping.set(false);
        pool.closeExpired();
        if (pool.getTotalStats().getAvailable() > 0) {
            sweepLater();
        }
    }

    void close() {
        names.close();
        pool.close(CloseMode.IMMEDIATE);
    }
}
