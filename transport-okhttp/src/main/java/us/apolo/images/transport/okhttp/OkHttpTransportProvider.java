package us.apolo.images.transport.okhttp;

import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;

/** Makes {@link OkHttpTransport}, under the name {@code okhttp}. */
public final class OkHttpTransportProvider implements HttpTransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public OkHttpTransportProvider() {}

    @Override
    public String name() {
        return "okhttp";
    }

    @Override
    public HttpTransport create(HttpTransportConfig config) {
        return OkHttpTransport.create(config);
    }
}
