import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.transport.okhttp.OkHttpTransportProvider;

/** Exchanges over HTTP by OkHttp. */
module us.apolo.images.transport.okhttp {
    requires transitive us.apolo.images;
    requires static org.jspecify;
    requires okhttp3;

    exports us.apolo.images.transport.okhttp;

    provides HttpTransportProvider with
            OkHttpTransportProvider;
}
