package us.apolo.images.testkit.front;

/**
 * What one registry does and another does not.
 *
 * @param deletion whether manifests and blobs can be deleted
 * @param mounting whether blobs are taken over from other repositories
 * @param nullTags whether a list without tags is null, and not empty
 * @param keepsEmpty whether a repository whose last tag is gone has a list without tags; else it is unknown
 * @param pageLimit how many names are given at once; more may not be asked for
 * @param maxManifest how many bytes a manifest may have
 */
public record Rules(
        boolean deletion, boolean mounting, boolean nullTags, boolean keepsEmpty, int pageLimit, int maxManifest) {}
