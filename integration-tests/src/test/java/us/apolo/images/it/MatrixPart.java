package us.apolo.images.it;

import java.util.List;
import java.util.stream.Stream;
import us.apolo.images.testkit.Fault;

/** Some of the requests of an operation. */
@SuppressWarnings("ImmutableEnumChecker") // the list is not changed
enum MatrixPart {
    MANIFEST(MatrixPart.MANIFESTS, "HEAD", "GET"),
    MANIFEST_CONTENT(MatrixPart.MANIFESTS, "GET"),
    MANIFEST_STORING(MatrixPart.MANIFESTS, "PUT"),
    MANIFEST_DELETION(MatrixPart.MANIFESTS, "DELETE"),
    TAGS("/v2/.+/tags/list", "GET"),
    CATALOG("/v2/_catalog", "GET"),
    UPLOAD_START("/v2/.+/blobs/uploads/", "POST"),
    UPLOAD("/v2/.+/blobs/uploads/.+", "PUT"),
    BLOB("/v2/.+/blobs/sha256:.+", "GET");

    private static final String MANIFESTS = "/v2/.+/manifests/.+";

    private final String path;
    private final List<String> methods;

    MatrixPart(String path, String... methods) {
        this.path = path;
        this.methods = List.of(methods);
    }

    /** The fault for these requests alone. */
    Stream<Fault> hitBy(Fault fault) {
        return hitBy(fault, path);
    }

    /** The fault for those of these requests alone that are for content by its digest. */
    Stream<Fault> byDigestHitBy(Fault fault) {
        return hitBy(fault, path.replaceFirst("\\.\\+$", "sha256:.+"));
    }

    private Stream<Fault> hitBy(Fault fault, String which) {
        return methods.stream().map(fault.onPath(which)::onMethod);
    }

    /** Where the first page of a list is. */
    String firstPage() {
        return path.replace(".+", MatrixScene.REPOSITORY);
    }
}
