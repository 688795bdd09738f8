package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;

/**
 * Exchanges over HTTP/1.1 by OkHttp.
 *
 * <p><strong>It must be closed</strong> by whoever made it. All that is left afterwards are daemon threads that OkHttp
 * and Okio have once for the whole Java virtual machine, and which end by themselves about a minute later.
 *
 * <p>What goes out is the request as it was given, with {@code Host} (unless it names one), {@code Connection} and the
 * body's {@code Content-Length} or {@code Transfer-Encoding}; neither {@code User-Agent} nor {@code Accept-Encoding} is
 * added. Fields of the request that are the connection's to set, such as {@code Content-Length} or {@code Connection},
 * are left out. A request that OkHttp cannot send, for example for a header value outside of printable ASCII, fails with
 * a {@link java.net.ProtocolException} before anything of it goes out. Of a URL, dot segments of the path are resolved.
 *
 * <p>A host, told apart by name and port, gets no more connections than the configuration says, those that wait for
 * their next use included; who comes when all are in use waits for its turn. An exchange has its connection until its
 * response is closed or the body has been read to its end. Closing the body's stream closes the response. Of a body that
 * is closed before its end up to 64 kilobytes are read, for up to a quarter of a second, to keep the connection;
 * otherwise it is dropped. The connect limit covers the look-up of the name, all addresses of the host together, the
 * proxy's tunnel and the TLS handshake; the read limit also holds for a connection that takes in nothing of the request.
 *
 * <p>System properties about proxies have no say. Through a proxy, {@code https} goes in a tunnel, and {@code http} as
 * requests to the proxy, with the proxy's credentials from the start. Nothing is logged.
 */
public final class OkHttpTransport implements HttpTransport {
    private final Clients clients;
    private final Duration connectTimeout;
    private final ConnectionSlots slots;
    private final Urls urls = new Urls();
    private final Set<OpenExchange> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private OkHttpTransport(Clients clients, HttpTransportConfig config) {
        this.clients = clients;
        this.connectTimeout = config.connectTimeout();
        this.slots = new ConnectionSlots(config.connectionsPerHost());
    }

    /**
     * Makes a transport. No connection is made yet.
     *
     * @param config how
     * @return a transport that the caller closes
     * @throws IllegalArgumentException if a limit is shorter than a millisecond or longer than 24 days, or the Java
     *     platform cannot use the TLS configuration
     */
    public static OkHttpTransport create(HttpTransportConfig config) {
        return new OkHttpTransport(Clients.of(config), config);
    }

    @Override
    public HttpResponse exchange(HttpRequest request) throws IOException {
        if (closed.get()) {
            throw new IllegalStateException("The transport is closed");
        }
        var outgoing = OutgoingRequest.of(request, urls);
        var exchange = begin(host(request.uri()));
        var handedOver = false;
        try {
            var response = send(request.uri(), outgoing, exchange);
            handedOver = true;
            return response;
        } finally {
            if (!handedOver) {
                exchange.done();
            }
        }
    }

    private static String host(URI uri) {
        var port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(uri.getScheme());
        return uri.getHost().toLowerCase(Locale.ROOT) + ':' + port;
    }

    private static int defaultPort(String scheme) {
        return "https".equalsIgnoreCase(scheme) ? 443 : 80;
    }

    private OpenExchange begin(String host) throws IOException {
        slots.acquire(host);
        var exchange = new OpenExchange(host, this::end);
        open.add(exchange);
        if (closed.get()) {
            exchange.shutDown();
        }
        return exchange;
    }

    private void end(OpenExchange exchange) {
        open.remove(exchange);
        slots.release(exchange.host());
        if (closed.get()) {
            clients.closeIdleConnections();
        }
    }

    private HttpResponse send(URI uri, OutgoingRequest request, OpenExchange exchange) throws IOException {
        var onlyOnFreshConnection = false;
        while (true) {
            var attempt = new Attempt(clients.clientFor(uri), connectTimeout, request, onlyOnFreshConnection);
            exchange.abortBy(attempt::cancel);
            try {
                return OkHttpResponse.of(attempt.run(), attempt, exchange);
            } catch (StaleConnectionException e) {
                // The other idle connections of the host are as old: each is now closed unused, until there is none.
                onlyOnFreshConnection = true;
            } catch (IOException e) {
                throw exchange.explained(e);
            }
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            slots.close();
            open.forEach(OpenExchange::shutDown);
            clients.close();
        }
    }
}
