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
 * @param image the name in the local store, with a tag. For a store that does not {@linkplain
 *     LocalDockerPort#movesUnderAnyName move images under any name}, it is the full name
 * @param repository the repository on the registry
 * @param tag the tag in that repository
 * @param credentials for this registry and no other; empty to go without
 * @param platform which image of an index to pull; null for the store's own choice
 * @param registry the registry, for stores that move the bytes themselves; an engine has its own way
 */
public record Transfer(
        LocalImage image,
        Repository repository,
        String tag,
        Optional<Credentials> credentials,
        @Nullable Platform platform,
        RegistryPort registry) {
    /**
     * Checks the parts.
     *
     * @param image the name in the local store, with a tag. For a store that does not {@linkplain
     *     LocalDockerPort#movesUnderAnyName move images under any name}, it is the full name
     * @param repository the repository on the registry
     * @param tag the tag in that repository
     * @param credentials for this registry and no other; empty to go without
     * @param platform which image of an index to pull; null for the store's own choice
     * @param registry the registry, for stores that move the bytes themselves; an engine has its own way
     * @throws IllegalArgumentException if the image has no tag, since an engine would then move every tag there is
     */
    public Transfer {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(registry, "registry");
        requireTag(image);
    }

    /**
     * A transfer of an image under its full name.
     *
     * @param image the full name, with a tag, which is the one in the repository
     * @param repository the repository on the registry
     * @param credentials for this registry and no other; empty to go without
     * @param platform which image of an index to pull; null for the store's own choice
     * @param registry the registry
     * @throws IllegalArgumentException if the image has no tag, since an engine would then move every tag there is
     */
    public Transfer(
            LocalImage image,
            Repository repository,
            Optional<Credentials> credentials,
            @Nullable Platform platform,
            RegistryPort registry) {
        this(image, repository, requireTag(image), credentials, platform, registry);
    }

    private static String requireTag(LocalImage image) {
        var tag = image.tag();
        if (tag == null) {
            throw new IllegalArgumentException("An image that is transferred has a tag: " + image);
        }
        return tag;
    }

    /**
     * What the image is called on the registry.
     *
     * @return the full name, for example {@code registry.example.org/acme/ml/my-app:v1}
     */
    public String fullName() {
        return repository + ":" + tag;
    }
}
