/** A transport of a user's, on what the JDK has. */
module com.example.transport {
    requires java.net.http;
    requires us.apolo.images;

    provides us.apolo.images.port.HttpTransportProvider with
            com.example.transport.OwnTransportProvider;
}
