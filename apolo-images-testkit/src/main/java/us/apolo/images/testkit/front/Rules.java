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
        int pageLimit,
        int maxManifest) {}
