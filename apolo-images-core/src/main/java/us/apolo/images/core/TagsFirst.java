package us.apolo.images.core;

import java.util.ArrayList;
import java.util.List;
import us.apolo.images.DeletionIncompleteException;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** Deletes the tags of a digest and then the digest, where the registry has refused it for its tags. */
final class TagsFirst {
    private final RemoteImage image;
    private final Repository repository;
    private final Digest digest;
    private final RegistryPort registry;
    private final RegistryRefusedException refused;
    private final List<String> gone = new ArrayList<>();

    /**
     * Makes a deletion.
     *
     * @param image the image without a tag
     * @param refused how the registry has refused to delete the digest
     */
    TagsFirst(RemoteImage image, Digest digest, RegistryPort registry, RegistryRefusedException refused) {
        this.image = image;
        this.repository = Repository.of(image);
        this.digest = digest;
        this.registry = registry;
        this.refused = refused;
    }

    void delete(List<RemoteImage> tags) {
        try {
            tags.forEach(tag -> deleteTag(Transfers.tag(tag)));
            deleteDigest();
        } catch (ImagesException e) {
            throw gone.isEmpty() ? nothingDeleted(e) : someDeleted(e);
        }
    }

    private void deleteTag(String tag) {
        try {
            if (!namesDigest(tag)) {
                return;
            }
            if (!registry.deleteTag(repository, tag)) {
                throw refused;
            }
        } catch (ImageNotFoundException e) {
            return;
        }
        gone.add(tag);
    }

    /** It may name another one since all were looked at. */
    private boolean namesDigest(String tag) {
        return registry.digest(repository, Reference.tag(tag)).equals(digest);
    }

    /** Some registries clear away at once what has lost its last tag. */
    private void deleteDigest() {
        try {
            registry.deleteManifest(repository, digest);
        } catch (ImageNotFoundException e) {
            if (gone.isEmpty()) {
                throw e;
            }
        }
    }

    private ImagesException nothingDeleted(ImagesException e) {
        if (e instanceof OperationCancelledException || e == refused) {
            return e;
        }
        refused.addSuppressed(e);
        return refused;
    }

    private ImagesException someDeleted(ImagesException e) {
        var incomplete = new DeletionIncompleteException(image.toString(), digest, gone, e);
        return e instanceof OperationCancelledException cancelled
                ? new OperationCancelledException(
                        "Cancelled halfway. " + incomplete.getMessage(), cancelled.reason(), incomplete)
                : incomplete;
    }
}
