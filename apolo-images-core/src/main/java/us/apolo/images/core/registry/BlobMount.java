package us.apolo.images.core.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.Repository;

/**
 * Tries to take a blob over from other repositories. A registry that would rather have it written starts an upload in
 * the same request, which is kept to be gone on with. For one thread.
 */
final class BlobMount {
    private static final System.Logger LOG = System.getLogger(BlobMount.class.getName());

    private final RegistryClient client;
    private final Repository repository;
    private final Digest digest;
    private @Nullable UploadPlace started;

    BlobMount(RegistryClient client, Repository repository, Digest digest) {
        this.client = client;
        this.repository = repository;
        this.digest = digest;
    }

    /** Takes the blob over from the first source that can give it; nothing is known to be wrong with those that cannot. */
    Optional<Repository> fromAny(List<Repository> sources) {
        sources.forEach(this::requireSameRegistry);
        return sources.stream().filter(this::isAllowedFrom).findFirst();
    }

    /** Takes the blob over if the registry would have it so. */
    boolean from(Repository source) {
        requireSameRegistry(source);
        var upload = client.call(new UploadEndpoints.Mount(repository, digest, source));
        forgetStarted();
        started = upload.orElse(null);
        return upload.isEmpty();
    }

    private void requireSameRegistry(Repository source) {
        if (!repository.registry().equals(source.registry())) {
            throw new IllegalArgumentException(
                    "A blob is taken over within one registry, not from " + source + " to " + repository);
        }
    }

    /** Where the account may not look there is nothing to take over; whether it may write will be seen. */
    private boolean isAllowedFrom(Repository source) {
        try {
            return from(source);
        } catch (NotAuthenticatedException | NotAuthorizedException | RegistryRefusedException e) {
            LOG.log(System.Logger.Level.DEBUG, "A blob cannot be taken over: {0}", e.getMessage());
            return false;
        }
    }

    /** The upload that the registry has started, if it has. */
    Optional<UploadPlace> started() {
        return Optional.ofNullable(started);
    }

    /** Gives that upload up. */
    void forgetStarted() {
        if (started == null) {
            return;
        }
        try {
            new BlobUpload(client, repository, started).cancel();
        } catch (ImagesException e) {
            LOG.log(System.Logger.Level.WARNING, "An upload that was not wanted stays: {0}", e.getMessage());
        }
        started = null;
    }
}
