package us.apolo.images.observation;

/** What requests are about. Later versions may have more. */
public enum RequestKind {
    /** A manifest or an index: {@code /v2/…/manifests/…}. */
    MANIFEST("manifest"),
    /** A page of the tags of a repository: {@code /v2/…/tags/list}. */
    TAGS("tags"),
    /** A page of the repositories of a registry: {@code /v2/_catalog}. */
    CATALOG("catalog"),
    /** A blob: {@code /v2/…/blobs/…}. */
    BLOB("blob"),
    /** The upload of a blob: {@code /v2/…/blobs/uploads/…}, and where that leads. */
    UPLOAD("upload"),
    /** A token, at the server that the registry names. */
    TOKEN("token");

    private final String text;

    RequestKind(String text) {
        this.text = text;
    }

    /**
     * The kind for people, and as a tag of metrics.
     *
     * @return for example {@code manifest}
     */
    public String text() {
        return text;
    }
}
