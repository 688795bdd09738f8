package us.apolo.images.testkit.store;

/** Why a registry refuses something, with the status and the words that go with it over HTTP. */
public enum ErrorCode {
    /** There is no such blob in the repository. */
    BLOB_UNKNOWN(404, "blob unknown to registry"),
    /** There is no such upload, or not any more. */
    BLOB_UPLOAD_INVALID(404, "blob upload invalid"),
    /** The account may not do this. */
    DENIED(403, "requested access to the resource is denied"),
    /** A digest is not one, or not that of the content. */
    DIGEST_INVALID(400, "provided digest did not match uploaded content"),
    /** A manifest names content that is not in the repository. */
    MANIFEST_BLOB_UNKNOWN(400, "blob unknown to registry"),
    /** A manifest is not one. */
    MANIFEST_INVALID(400, "manifest invalid"),
    /** A manifest is still named by a tag. */
    MANIFEST_TAGGED(400, "manifest is still named by a tag"),
    /** There is no such manifest in the repository, or none of a type that is accepted. */
    MANIFEST_UNKNOWN(404, "manifest unknown"),
    /** The name of a repository is not in the grammar. */
    NAME_INVALID(400, "invalid repository name"),
    /** There is no such repository. */
    NAME_UNKNOWN(404, "repository name not known to registry"),
    /** More names are wanted at once than the registry gives. */
    PAGINATION_NUMBER_INVALID(400, "invalid number of results requested"),
    /** A part of an upload does not follow the one before it, or a range is not in the blob. */
    RANGE_INVALID(416, "invalid content range"),
    /** Something is larger than the registry takes. */
    SIZE_INVALID(413, "provided length did not match content length"),
    /** A tag is not in the grammar. */
    TAG_INVALID(400, "manifest tag did not match URI"),
    /** Whoever asks has to say who it is. */
    UNAUTHORIZED(401, "authentication required"),
    /** The registry does not do this. */
    UNSUPPORTED(405, "The operation is unsupported.");

    private final int status;
    private final String message;

    ErrorCode(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /**
     * The status.
     *
     * @return 400 to 499
     */
    public int status() {
        return status;
    }

    /**
     * The words.
     *
     * @return one line
     */
    public String message() {
        return message;
    }
}
