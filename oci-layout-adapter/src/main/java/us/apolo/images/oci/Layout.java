package us.apolo.images.oci;

import java.util.Set;

/** The words of the OCI image layout 1.1 and of what other tools write into it. */
final class Layout {
    static final String MARKER = "oci-layout";
    static final String INDEX = "index.json";
    static final String BLOBS = "blobs";
    static final String VERSION = "1.0.0";

    /** What an index of the layout is called by itself. */
    static final String INDEX_TYPE = "application/vnd.oci.image.index.v1+json";

    static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    /** The image specification's annotation for a name: a tag, or a whole name as {@code skopeo} and Podman write it. */
    static final String REF_NAME = "org.opencontainers.image.ref.name";

    /** containerd's and Docker's annotation for a whole name. */
    static final String IMAGE_NAME = "io.containerd.image.name";

    /** containerd's annotation for where content lies on a registry; the registry follows. */
    static final String PLACE = "containerd.io/distribution.source.";

    /** An image that has lost its last name to another: the name. It stays until the name is given away once more. */
    static final String REPLACED = "us.apolo.images.replaced";
    /** An entry that says by the OCI's media types what another one says by Docker's: the digest of that. */
    static final String TWIN = "us.apolo.images.twin-of";

    /** The algorithms whose digests can be computed here. */
    static final Set<String> ALGORITHMS = Set.of("sha256", "sha512");

    private Layout() {}
}
