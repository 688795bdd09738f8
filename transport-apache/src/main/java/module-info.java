import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.transport.apache.ApacheTransportProvider;

/** Exchanges over HTTP by Apache HttpClient. */
module us.apolo.images.transport.apache {
    requires transitive us.apolo.images;
    requires static org.jspecify;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;

    // HttpClient is no explicit module, so it cannot ask for these itself.
    requires jdk.net;
    requires org.slf4j;

    exports us.apolo.images.transport.apache;

    provides HttpTransportProvider with
            ApacheTransportProvider;
}
