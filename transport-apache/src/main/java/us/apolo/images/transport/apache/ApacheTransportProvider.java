package us.apolo.images.transport.apache;

import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;

/** Makes {@link ApacheTransport}, under the name {@code apache}. */
public final class ApacheTransportProvider implements HttpTransportProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ApacheTransportProvider() {}

    @Override
    public String name() {
        return "apache";
    }

    @Override
    public HttpTransport create(HttpTransportConfig config) {
        return ApacheTransport.create(config);
    }
}
