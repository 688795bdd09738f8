package us.apolo.images.testkit.contract;

/**
 * What one registry does and another does not. Each trait has its expectations either way; nothing is left out for it.
 *
 * @param mountsBlobs whether it takes blobs over from other repositories; else they have to be written
 * @param sortsTags whether tags come sorted; else in any order
 * @param deletesManifests whether manifests can be deleted; else that is refused
 * @param deletesTags whether a tag can be deleted without what it names; else the port says that it cannot
 * @param keepsEmptyRepositories whether a repository whose last tag is gone has an empty list of tags; else it is not
 *     found
 */
public record RegistryTraits(
        boolean mountsBlobs,
        boolean sortsTags,
        boolean deletesManifests,
        boolean deletesTags,
        boolean keepsEmptyRepositories) {
    /** Everything that a registry can do. */
    public static final RegistryTraits ALL = new RegistryTraits(true, true, true, true, true);
}
