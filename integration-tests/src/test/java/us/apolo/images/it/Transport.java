package us.apolo.images.it;

import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.transport.apache.ApacheTransportProvider;
import us.apolo.images.transport.okhttp.OkHttpTransportProvider;

/** The transports that there are. */
enum Transport {
    OKHTTP,
    APACHE;

    HttpTransportProvider provider() {
        return switch (this) {
            case OKHTTP -> new OkHttpTransportProvider();
            case APACHE -> new ApacheTransportProvider();
        };
    }
}
