package us.apolo.images.observation;

/** The operations. Later versions may have more. */
public enum OperationKind {
    /** {@link us.apolo.images.Images#push}. */
    PUSH("push"),
    /** {@link us.apolo.images.Images#pull}. */
    PULL("pull"),
    /** {@link us.apolo.images.Images#digest}. */
    DIGEST("digest"),
    /** {@link us.apolo.images.Images#rm}. */
    RM("rm"),
    /** {@link us.apolo.images.Images#rmTag}. */
    RM_TAG("rm tag"),
    /** {@link us.apolo.images.Images#list} and {@link us.apolo.images.Images#listStream}. */
    LIST("list"),
    /** {@link us.apolo.images.Images#tags} and {@link us.apolo.images.Images#tagsStream}. */
    TAGS("tags"),
    /** {@link us.apolo.images.Images#size}. */
    SIZE("size"),
    /** {@link us.apolo.images.Images#tagInfo}. */
    TAG_INFO("tag info"),
    /** {@link us.apolo.images.Images#tagInfos}. */
    TAG_INFOS("tag infos"),
    /** {@link us.apolo.images.Images#tagInfoResults}. */
    TAG_INFO_RESULTS("tag info results");

    private final String text;

    OperationKind(String text) {
        this.text = text;
    }

    /**
     * The operation for people, and as a tag of metrics.
     *
     * @return for example {@code push}
     */
    public String text() {
        return text;
    }
}
