package us.apolo.images.port;

import java.util.List;
import java.util.Optional;
import us.apolo.images.Digest;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryRefusedException;

/** Repositories that a blob may be taken over from. */
final class BlobSources {
    private BlobSources() {}

    /** Takes it over from the first one that gives it. */
    static Optional<Repository> take(
            RegistryPort registry, Repository repository, Digest digest, List<Repository> sources) {
        for (var source : sources) {
            if (!source.registry().equals(repository.registry())) {
                throw new IllegalArgumentException(
                        "A blob is taken over within one registry, not from " + source + " to " + repository);
            }
        }
        return sources.stream()
                .filter(source -> gives(registry, repository, digest, source))
                .findFirst();
    }

    /** Whether the account may write will be seen; that it may not read elsewhere stops nothing. */
    private static boolean gives(RegistryPort registry, Repository repository, Digest digest, Repository source) {
        try {
            return registry.mountBlob(repository, digest, source);
        } catch (NotAuthenticatedException | NotAuthorizedException | RegistryRefusedException e) {
            return false;
        }
    }
}
