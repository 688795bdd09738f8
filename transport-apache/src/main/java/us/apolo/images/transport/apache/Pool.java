package us.apolo.images.transport.apache;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.TlsConfig;

/** HttpClient's pool of connections, set up as the configuration says and deaf to system properties. */
final class Pool {
    /** A connection that was idle for so long is looked at before it is used again. */
    private static final TimeValue LOOKED_AT_AFTER = TimeValue.ofMilliseconds(100);

    private Pool() {}

    /** @throws IllegalArgumentException if the Java platform cannot use the TLS configuration */
    static PoolingHttpClientConnectionManager of(HttpTransportConfig config, DnsResolver names, TimeLimits limits) {
        var pool = new PoolingHttpClientConnectionManager(
                new Connector(names, tls(config.tls())),
                // Strict: a host gets no more connections than it may, and who waits longest is served first.
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                TimeValue.NEG_ONE_MILLISECOND,
                socket -> new QuietConnection(limits, config.readTimeout()));
        pool.setMaxTotal(Integer.MAX_VALUE);
        pool.setDefaultMaxPerRoute(config.connectionsPerHost());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setValidateAfterInactivity(LOOKED_AT_AFTER)
                .build());
        // What is waited for until there is a connection, its tunnel and handshake included.
        pool.setDefaultSocketConfig(SocketConfig.custom()
                .setSoTimeout(timeout(config.connectTimeout()))
                .setTcpNoDelay(true)
                .build());
        return pool;
    }

    static Timeout timeout(Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }

    /** HttpClient checks the host's name both while and after it shakes hands, whoever the trust manager is. */
    private static TlsSocketStrategy tls(@Nullable TlsConfig config) {
        try {
            return new DefaultClientTlsStrategy(
                    config == null ? SSLContext.getDefault() : context(config),
                    HostnameVerificationPolicy.BOTH,
                    HttpsSupport.getDefaultHostnameVerifier());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The TLS configuration cannot be used", e);
        }
    }

    private static SSLContext context(TlsConfig config) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(
                config.identity().toArray(KeyManager[]::new), new TrustManager[] {config.trust()}, /* random */ null);
        return context;
    }

    /** Makes connections straight to their addresses, and lets each be broken off from the very start. */
    private static final class Connector extends DefaultHttpClientConnectionOperator {
        Connector(DnsResolver names, TlsSocketStrategy tls) {
            // The Java platform would send plain sockets through the SOCKS proxy that it may have been told of.
            super(
                    proxy -> new Socket(Proxy.NO_PROXY),
                    DefaultSchemePortResolver.INSTANCE,
                    names,
                    RegistryBuilder.<TlsSocketStrategy>create()
                            .register("https", tls)
                            .build());
        }

        @Override
        public void connect(
                ManagedHttpClientConnection connection,
                HttpHost host,
                @Nullable NamedEndpoint name,
                @Nullable Path unixSocket,
                @Nullable InetSocketAddress local,
                Timeout limit,
                SocketConfig socketConfig,
                @Nullable Object tlsConfig,
                HttpContext context)
                throws IOException {
            OpenExchange.of(context).abortBy(() -> connection.close(CloseMode.IMMEDIATE));
            super.connect(connection, host, name, unixSocket, local, limit, socketConfig, tlsConfig, context);
        }
    }
}
