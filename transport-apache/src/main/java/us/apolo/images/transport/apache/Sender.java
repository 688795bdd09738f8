package us.apolo.images.transport.apache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.port.HttpTransportConfig;

/** Sends the request of one exchange, and waits for the head of its response. */
final class Sender {
    private final HttpTransportConfig config;
    private final TimeLimits limits;
    private final OpenExchange exchange;
    private final HttpClientContext context = HttpClientContext.create();
    private final HttpRequestExecutor executor = new HttpRequestExecutor();
    private LongSupplier received = () -> 0;
    private long receivedBefore;

    Sender(HttpTransportConfig config, TimeLimits limits, OpenExchange exchange) {
        this.config = config;
        this.limits = limits;
        this.exchange = exchange;
        exchange.attachTo(context);
    }

    HttpContext context() {
        return context;
    }

    /** Sends it on a connection that is there, if it is; on a fresh one if not, or if the server has closed that. */
    ClassicHttpResponse send(ClassicHttpRequest request, LeasedConnection connection, HttpRoute route)
            throws IOException {
        if (connection.isThere()) {
            try {
                return sendOnUsed(connection, request);
            } catch (StaleConnectionException e) {
                // A fresh connection cannot be stale, so this happens once.
                exchange.abortBy(() -> {});
            }
        }
        limits.within(config.connectTimeout(), "There was no connection", exchange::breakOff, () -> {
            connect(connection, route);
            return connection;
        });
        return execute(connection, request, config.readTimeout());
    }

    private ClassicHttpResponse sendOnUsed(LeasedConnection connection, ClassicHttpRequest request) throws IOException {
        try {
            return execute(connection, request, config.readTimeout());
        } catch (IOException e) {
            var nothingCame = received.getAsLong() == receivedBefore;
            var brokenOff = e instanceof InterruptedIOException || exchange.isBrokenOff();
            throw nothingCame && mayBeRepeated(request) && !brokenOff ? new StaleConnectionException(e) : e;
        }
    }

    /** What only asks may be sent again. What changes something is not: nobody knows whether it has done so already. */
    private static boolean mayBeRepeated(ClassicHttpRequest request) {
        var method = request.getMethod();
        return request.getEntity() == null && (method.equals("GET") || method.equals("HEAD"));
    }

    private void connect(LeasedConnection connection, HttpRoute route) throws IOException {
        connection.connect(Pool.timeout(config.connectTimeout()), context);
        if (route.isTunnelled()) {
            var tunnel = execute(connection, Messages.forTunnel(route, proxyUser()), config.connectTimeout());
            if (tunnel.getCode() / 100 != 2) {
                throw new IOException("The proxy makes no tunnel to "
                        + route.getTargetHost().toHostString() + ": it answers with status " + tunnel.getCode());
            }
            connection.startTls(context);
        }
    }

    private @Nullable Credentials proxyUser() {
        return config.proxy() == null ? null : config.proxy().credentials().orElse(null);
    }

    private ClassicHttpResponse execute(LeasedConnection connection, ClassicHttpRequest request, Duration readLimit)
            throws IOException {
        try {
            return connection.send(request, Pool.timeout(readLimit), this::exchangeHeads, context);
        } catch (HttpException e) {
            // Not as the cause: its message has what the server sent.
            throw new ProtocolException("What came is not an HTTP response");
        } catch (RuntimeException e) {
            if (request.getEntity() instanceof SentBody body && body.isCallersFailure(e)) {
                throw e;
            }
            throw new IOException("The connection was closed meanwhile", e);
        }
    }

    private ClassicHttpResponse exchangeHeads(
            ClassicHttpRequest request, HttpClientConnection connection, HttpContext sameContext)
            throws IOException, HttpException {
        exchange.abortBy(() -> connection.close(CloseMode.IMMEDIATE));
        received = connection.getEndpointDetails()::getReceivedBytesCount;
        receivedBefore = received.getAsLong();
        return executor.execute(request, connection, sameContext);
    }
}
