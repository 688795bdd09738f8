package us.apolo.images.testkit.front;

/**
 * What one registry does and another does not.
 *
 * @param deletion whether manifests and blobs can be deleted
 * @param tagDeletion whether a tag can be deleted without what it names
 * @param tagsFirst whether a manifest can be deleted only when no tag names it any more
 * @param mounting whether blobs are taken over from other repositories
 * @param nullTags whether a list without tags is null, and not empty
 * @param keepsEmpty whether a repository whose last tag is gone has a list without tags; else it is unknown
 * @param digestsAmongTags whether the digests of what is tagged stand among the tags
 * @param catalog whether repositories are listed
 * @param uploads how blobs come
 * @param links how pages are linked
 * @param pageLimit how many names are given at once; more may not be asked for
 * @param maxManifest how many bytes a manifest may have
 */
public record Rules(
        boolean deletion,
        boolean tagDeletion,
        boolean tagsFirst,
        boolean mounting,
        boolean nullTags,
        boolean keepsEmpty,
        boolean digestsAmongTags,
        boolean catalog,
        Uploads uploads,
        Links links,
        int pageLimit,
        int maxManifest) {
    /**
     * How blobs come.
     *
     * @param parts whether one may come in several parts
     * @param resuming whether an upload that broke off can be gone on with; else it is forgotten
     * @param minPart how many bytes each part but the last has
     * @param maxRequest how many bytes come at once
     */
    public record Uploads(boolean parts, boolean resuming, long minPart, long maxRequest) {}

    /** How one page leads to the next. */
    public enum Links {
        /** By {@code last} and {@code n}. */
        PLAIN,
        /** By the same, written in another way. */
        UNUSUAL,
        /** By something that only the registry understands. */
        OPAQUE,
        /** Everything is on one page. */
        NONE
    }
}
