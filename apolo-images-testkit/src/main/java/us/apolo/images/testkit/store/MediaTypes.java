package us.apolo.images.testkit.store;

import java.util.Set;

/** The media types of manifests. */
public final class MediaTypes {
    /** An image by Docker's types. */
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    /** An index by Docker's types. */
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    /** An image by the OCI's types. */
    public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    /** An index by the OCI's types. */
    public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    private static final Set<String> INDEXES = Set.of(DOCKER_LIST, OCI_INDEX);
    private static final Set<String> ALL = Set.of(DOCKER_MANIFEST, DOCKER_LIST, OCI_MANIFEST, OCI_INDEX);

    private MediaTypes() {}

    /**
     * Whether a registry takes it.
     *
     * @param mediaType without parameters
     * @return true for the four
     */
    public static boolean isKnown(String mediaType) {
        return ALL.contains(mediaType);
    }

    /**
     * Whether it is that of an index.
     *
     * @param mediaType without parameters
     * @return true for two of the four
     */
    public static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }

    static boolean isOci(String mediaType) {
        return mediaType.equals(OCI_MANIFEST) || mediaType.equals(OCI_INDEX);
    }
}
