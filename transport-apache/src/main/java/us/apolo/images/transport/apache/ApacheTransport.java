package us.apolo.images.transport.apache;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.InterruptibleWork;

/**
 * Exchanges over HTTP/1.1 by Apache HttpClient.
 *
 * <p><strong>It must be closed</strong> by whoever made it. No thread is left afterwards, but for one that the operating
 * system has not yet told what a name stands for.
 *
 * <p>Of HttpClient it uses the connections, their pool and the protocol, but none of the parts that act on their own:
 * what goes out is the request as it was given, with {@code Host} (unless it names one) and the body's
 * {@code Content-Length} or {@code Transfer-Encoding}. Fields of the request that are the connection's to set, such as
 * {@code Content-Length} or {@code Connection}, are left out. A request that cannot be sent, for example for a header
 * value outside of printable ASCII, fails with a {@link java.net.ProtocolException} before anything of it goes out.
 *
 * <p>A host, told apart by scheme, name and port, gets no more connections than the configuration says, those that wait
 * for their next use included; who comes when all are in use waits for its turn. An exchange has its connection until
 * its response is closed or the body has been read to its end. Closing the body's stream closes the response. Of a body
 * that is closed before its end up to 64 kilobytes are read, for up to a quarter of a second, to keep the connection;
 * otherwise it is dropped. A connection is kept for a minute, or less if the server says so. The connect limit covers
 * the look-up of the name, all addresses of the host together, the proxy's tunnel and the TLS handshake; the read limit
 * also holds for a connection that takes in nothing of the request.
 *
 * <p>System properties about proxies have no say. Through a proxy, {@code https} goes in a tunnel, and {@code http} as
 * requests to the proxy, with the proxy's credentials from the start. Through SLF4J, HttpClient logs at debug level where
 * connections lead to and how many there are; no header or body is ever logged.
 */
public final class ApacheTransport implements HttpTransport {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);
    private static final TimeValue KEPT_FOR = TimeValue.ofSeconds(60);
    private static final TimeValue NOT_KEPT = TimeValue.ZERO_MILLISECONDS;

    private final HttpTransportConfig config;
    private final Routes routes;
    private final TimeLimits limits;
    private final Connections connections;
    private final Set<OpenExchange> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private ApacheTransport(HttpTransportConfig config) {
        this.config = config;
        this.routes = new Routes(config.proxy());
        this.limits = new TimeLimits();
        this.connections = new Connections(config, limits);
    }

    /**
     * Makes a transport. No connection is made yet.
     *
     * @param config how
     * @return a transport that the caller closes
     * @throws IllegalArgumentException if a limit is shorter than a millisecond or longer than 24 days, or the Java
     *     platform cannot use the TLS configuration
     */
    public static ApacheTransport create(HttpTransportConfig config) {
        requireMilliseconds(config.connectTimeout(), "connectTimeout");
        requireMilliseconds(config.readTimeout(), "readTimeout");
        return new ApacheTransport(config);
    }

    private static void requireMilliseconds(Duration limit, String name) {
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is between one millisecond and 24 days, not " + limit);
        }
    }

    @Override
    public HttpResponse exchange(HttpRequest request) throws IOException {
        if (closed.get()) {
            throw new IllegalStateException("The transport is closed");
        }
        var exchange = begin();
        var handedOver = false;
        try {
            var route = routes.to(request.uri());
            var message = Messages.of(request, route, proxyUser(), exchange::breakOff);
            var response = new InterruptibleWork(exchange::breakOff).run(() -> send(message, route, exchange));
            handedOver = true;
            return response;
        } catch (IOException e) {
            throw exchange.explained(e);
        } finally {
            if (!handedOver) {
                exchange.done();
            }
        }
    }

    private OpenExchange begin() {
        var exchange = new OpenExchange(open::remove);
        open.add(exchange);
        if (closed.get()) {
            exchange.shutDown();
        }
        return exchange;
    }

    private @Nullable Credentials proxyUser() {
        return config.proxy() == null ? null : config.proxy().credentials().orElse(null);
    }

    private HttpResponse send(ClassicHttpRequest message, HttpRoute route, OpenExchange exchange) throws IOException {
        var connection = connections.lease(route, exchange);
        var sender = new Sender(config, limits, exchange);
        var response = sender.send(message, connection, route);
        var keptFor = keptFor(message, response, sender.context());
        if (TimeValue.isPositive(keptFor)) {
            connections.sweepLater();
        }
        return new ApacheResponse(response, new ResponseStream(response.getEntity(), connection, keptFor, exchange));
    }

    private static TimeValue keptFor(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context) {
        if (!DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)) {
            return NOT_KEPT;
        }
        var asked = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
        return asked.compareTo(KEPT_FOR) < 0 ? asked : KEPT_FOR;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            open.forEach(OpenExchange::shutDown);
            connections.close();
            limits.close();
        }
    }
}
