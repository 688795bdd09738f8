package us.apolo.images.port;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;

/**
 * One image on its way between a local store and a registry.
 *
 * @param image the name in the local store, which is also the image's full name on the registry, with the tag written
 * @param repository the repository on the registry
 * @param credentials for this registry and no other; empty to go without
 * @param platform which image of an index to pull; null for the store's own choice
 * @param registry the registry, for stores that move the bytes themselves; an engine has its own way
 */
public record Transfer(
        LocalImage image,
        Repository repository,
        Optional<Credentials> credentials,
        @Nullable Platform platform,
        RegistryPort registry) {
    /**
     * Checks the parts.
     *
     * @param image the name in the local store, which is also the image's full name on the registry, with the tag
     *     written
     * @param repository the repository on the registry
     * @param credentials for this registry and no other; empty to go without
     * @param platform which image of an index to pull; null for the store's own choice
     * @param registry the registry, for stores that move the bytes themselves; an engine has its own way
     * @throws IllegalArgumentException if the image has no tag, since an engine would then move every tag there is
     */
    public Transfer {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(registry, "registry");
        if (image.tag() == null) {
            throw new IllegalArgumentException("An image that is transferred has a tag: " + image);
        }
    }

    /**
     * The image's tag.
     *
     * @return never null
     */
    public String tag() {
        return Objects.requireNonNull(image.tag());
    }
}
