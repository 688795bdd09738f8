package us.apolo.images.it;

/** What kind of request of an operation gets into trouble; operations in one column fare alike. */
enum MatrixColumn {
    /** A tag's digest is asked for, by HEAD. */
    DIGEST,
    /** A manifest is fetched. */
    MANIFEST,
    /** The manifests of many tags are fetched at once. */
    INFOS,
    /** A page of tags or repositories. */
    NAMES,
    /** A digest or a tag is deleted. */
    DELETE,
    /** The upload of a blob is started, in a push. */
    START,
    /** The bytes of a blob are sent, in a push. */
    UPLOAD,
    /** A manifest is sent, in a push. */
    STORE,
    /** The digest is asked for after a push. */
    CHECK,
    /** The manifest is fetched in a pull. */
    FETCH,
    /** A blob is fetched in a pull. */
    BLOB
}
