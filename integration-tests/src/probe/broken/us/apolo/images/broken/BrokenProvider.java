package us.apolo.images.broken;

import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;

/** Fails where it is made. */
public final class BrokenProvider implements HttpTransportProvider {
    public BrokenProvider() {
        throw new IllegalStateException("It does not come up");
    }

    @Override
    public String name() {
        return "broken";
    }

    @Override
    public HttpTransport create(HttpTransportConfig config) {
        throw new IllegalStateException("It was never made");
    }
}
