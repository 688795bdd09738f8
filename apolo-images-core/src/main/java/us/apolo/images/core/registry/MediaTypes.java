package us.apolo.images.core.registry;

import java.util.Locale;
import java.util.Set;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;

/** The media types of manifests. All four are always accepted: a registry hides those that are not. */
final class MediaTypes {
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private static final Set<String> INDEXES = Set.of(OCI_INDEX, DOCKER_LIST);
    private static final Set<String> IMAGES = Set.of(OCI_MANIFEST, DOCKER_MANIFEST);

    /** The {@code Accept} field for manifests. */
    static final HttpHeaders ACCEPT_MANIFESTS = HttpHeaders.builder()
            .add("Accept", String.join(", ", OCI_INDEX, DOCKER_LIST, OCI_MANIFEST, DOCKER_MANIFEST))
            .build();

    private MediaTypes() {}

    static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }

    static boolean isImage(String mediaType) {
        return IMAGES.contains(mediaType);
    }

    /** The media type of a response without its parameters; empty if it has none. */
    static String of(HttpResponse response) {
        var contentType = response.headers().first("Content-Type").orElse("");
        var semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
