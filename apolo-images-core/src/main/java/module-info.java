import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.port.LocalDockerProvider;

/** The operations of Apolo Images, the registry protocol, and the discovery of adapters. */
module us.apolo.images.core {
    requires transitive us.apolo.images;
    requires static org.jspecify;
    requires tools.jackson.databind;

    exports us.apolo.images.core;

    uses HttpTransportProvider;
    uses LocalDockerProvider;
}
