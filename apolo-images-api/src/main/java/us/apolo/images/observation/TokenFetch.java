package us.apolo.images.observation;

import java.util.List;
import java.util.Objects;

/**
 * A token that has been fetched.
 *
 * @param registry the authority of the registry that it is for, for example {@code registry.example.org}
 * @param scopes the rights that were asked for, for example {@code repository:acme/ml/my-app:pull}; may be empty
 */
public record TokenFetch(String registry, List<String> scopes) {
    /**
     * Copies the scopes.
     *
     * @param registry the authority of the registry that it is for, for example {@code registry.example.org}
     * @param scopes the rights that were asked for, for example {@code repository:acme/ml/my-app:pull}; may be empty
     */
    public TokenFetch {
        Objects.requireNonNull(registry, "registry");
        scopes = List.copyOf(scopes);
    }
}
