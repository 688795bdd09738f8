/** An adapter that does not come up. */
module us.apolo.images.broken {
    requires us.apolo.images;

    provides us.apolo.images.port.HttpTransportProvider with
            us.apolo.images.broken.BrokenProvider;
}
