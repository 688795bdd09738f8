import us.apolo.images.oci.OciLayoutProvider;
import us.apolo.images.port.LocalDockerProvider;

/** The local store of a folder in the OCI image layout, without a container engine. */
module us.apolo.images.oci {
    requires transitive us.apolo.images;
    requires static org.apache.commons.compress;
    requires static org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports us.apolo.images.oci;

    provides LocalDockerProvider with
            OciLayoutProvider;
}
