package us.apolo.images.port;

/**
 * Makes a transport. Declared both by {@code provides} in the adapter's module and in {@code META-INF/services}. Has a
 * public constructor without parameters, which does next to nothing.
 */
public interface HttpTransportProvider {
    /**
     * The name by which the transport is chosen.
     *
     * @return a short name in lower case, for example {@code okhttp}
     */
    String name();

    /**
     * Makes a transport.
     *
     * @param config how
     * @return a transport that the caller closes
     * @throws IllegalArgumentException if the transport cannot honour the configuration
     */
    HttpTransport create(HttpTransportConfig config);
}
