package com.example.transport;

import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;

/** Is found, since it is the only one. */
public final class OwnTransportProvider implements HttpTransportProvider {
    @Override
    public String name() {
        return "own";
    }

    @Override
    public HttpTransport create(HttpTransportConfig config) {
        return new OwnTransport(config);
    }
}
