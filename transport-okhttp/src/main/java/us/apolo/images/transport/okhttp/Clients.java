package us.apolo.images.transport.okhttp;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.ProxyConfig;

/** OkHttp's clients, one for each way to a host, on one pool of connections. */
final class Clients {
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final int IDLE_SECONDS = 60;

    private final OkHttpClient direct;
    private final OkHttpClient proxied;
    private final Set<String> directHosts;
    private final InterruptibleDns dns;

    private Clients(OkHttpClient direct, OkHttpClient proxied, Set<String> directHosts, InterruptibleDns dns) {
        this.direct = direct;
        this.proxied = proxied;
        this.directHosts = directHosts;
        this.dns = dns;
    }

    /** @throws IllegalArgumentException if OkHttp cannot honour the configuration */
    static Clients of(HttpTransportConfig config) {
        requireMilliseconds(config.connectTimeout(), "connectTimeout");
        requireMilliseconds(config.readTimeout(), "readTimeout");
        var dns = new InterruptibleDns(Dns.SYSTEM, config.connectTimeout());
        var direct = directClient(config, dns);
        var proxy = config.proxy();
        return proxy == null
                ? new Clients(direct, direct, Set.of(), dns)
                : new Clients(direct, proxiedClient(direct, proxy), proxy.direct(), dns);
    }

    private static void requireMilliseconds(Duration limit, String name) {
        if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is between one millisecond and 24 days, not " + limit);
        }
    }

    private static OkHttpClient directClient(HttpTransportConfig config, InterruptibleDns dns) {
        var tls = TlsFactory.of(config.tls());
        return new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(idleConnections())
                .connectTimeout(config.connectTimeout())
                .readTimeout(config.readTimeout())
                .writeTimeout(config.readTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .dns(dns)
                .proxy(Proxy.NO_PROXY)
                .socketFactory(new CountedSocketFactory())
                .sslSocketFactory(new CountedTlsSocketFactory(tls.sockets()), tls.trust())
                .eventListenerFactory(ConnectionEvents::of)
                .addNetworkInterceptor(new WireInterceptor(Optional.empty()))
                .build();
    }

    /** As many as there are: the slots bound them by host, and the time bounds the hosts. */
    private static ConnectionPool idleConnections() {
        return new ConnectionPool(Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS);
    }

    private static OkHttpClient proxiedClient(OkHttpClient direct, ProxyConfig proxy) {
        var credentials = new ProxyCredentials(proxy);
        var address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
        var builder =
                direct.newBuilder().proxy(new Proxy(Proxy.Type.HTTP, address)).proxyAuthenticator(credentials);
        builder.networkInterceptors().clear();
        return builder.addNetworkInterceptor(new WireInterceptor(credentials.value()))
                .build();
    }

    OkHttpClient clientFor(URI uri) {
        return directHosts.contains(uri.getHost().toLowerCase(Locale.ROOT)) ? direct : proxied;
    }

    /** Closes the connections that nobody uses. */
    void closeIdleConnections() {
        direct.connectionPool().evictAll();
    }

    void close() {
        dns.close();
        closeIdleConnections();
    }
}
