package us.apolo.images.port;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a transport is to be made. A provider refuses what its transport cannot honour.
 *
 * @param connectTimeout how long to try for a connection, TLS included; more than zero
 * @param readTimeout how long to wait for the next byte; more than zero
 * @param connectionsPerHost how many connections one host gets at the most; more exchanges at once wait for one; one or
 *     more
 * @param tls whom to trust and who to be; null for the Java platform's defaults
 * @param proxy the proxy that all requests go through; null for none
 */
public record HttpTransportConfig(
        Duration connectTimeout,
        Duration readTimeout,
        int connectionsPerHost,
        @Nullable TlsConfig tls,
        @Nullable ProxyConfig proxy) {
    /** Ten seconds to connect, 60 to wait for the next byte, 16 connections for a host, no proxy. */
    public static final HttpTransportConfig DEFAULT =
            new HttpTransportConfig(Duration.ofSeconds(10), Duration.ofSeconds(60), 16, null, null);

    /**
     * Checks the parts.
     *
     * @param connectTimeout how long to try for a connection, TLS included; more than zero
     * @param readTimeout how long to wait for the next byte; more than zero
     * @param connectionsPerHost how many connections one host gets at the most; more exchanges at once wait for one;
     *     one or more
     * @param tls whom to trust and who to be; null for the Java platform's defaults
     * @param proxy the proxy that all requests go through; null for none
     * @throws IllegalArgumentException if a limit is not more than zero
     */
    public HttpTransportConfig {
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(readTimeout, "readTimeout");
        if (connectionsPerHost < 1) {
            throw new IllegalArgumentException("connectionsPerHost is one or more, not " + connectionsPerHost);
        }
    }

    private static void requirePositive(Duration duration, String name) {
        if (Objects.requireNonNull(duration, name).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " is more than zero, not " + duration);
        }
    }

    /**
     * The same with other time limits.
     *
     * @param connect how long to try for a connection
     * @param read how long to wait for the next byte
     * @return a changed copy
     */
    public HttpTransportConfig withTimeouts(Duration connect, Duration read) {
        return new HttpTransportConfig(connect, read, connectionsPerHost, tls, proxy);
    }

    /**
     * The same with another number of connections.
     *
     * @param number how many connections one host gets at the most
     * @return a changed copy
     */
    public HttpTransportConfig withConnectionsPerHost(int number) {
        return new HttpTransportConfig(connectTimeout, readTimeout, number, tls, proxy);
    }

    /**
     * The same with other certificates.
     *
     * @param newTls whom to trust and who to be; null for the Java platform's defaults
     * @return a changed copy
     */
    public HttpTransportConfig withTls(@Nullable TlsConfig newTls) {
        return new HttpTransportConfig(connectTimeout, readTimeout, connectionsPerHost, newTls, proxy);
    }

    /**
     * The same with another proxy.
     *
     * @param newProxy the proxy; null for none
     * @return a changed copy
     */
    public HttpTransportConfig withProxy(@Nullable ProxyConfig newProxy) {
        return new HttpTransportConfig(connectTimeout, readTimeout, connectionsPerHost, tls, newProxy);
    }
}
