/** Names, operations, progress, errors and ports of Apolo Images. */
module us.apolo.images {
    requires static org.jspecify;

    exports us.apolo.images;
    exports us.apolo.images.observation;
    exports us.apolo.images.port;
    exports us.apolo.images.port.engine;
}
