package us.apolo.images;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image on a registry: a <em>platform image</em>, which belongs to a cluster and a project of the Apolo platform, or
 * an <em>external image</em> on any other registry.
 *
 * <pre>{@code
 * var platform = RemoteImage.newPlatformImage("ubuntu", "registry.example.org", "project", "cluster").withTag("v1");
 * var external = RemoteImage.newExternalImage("team/app", "localhost:5000", "v1");
 * }</pre>
 *
 * @param name the name: lower-case path components joined by {@code /}; that of an external image may start with a host
 * @param tag the tag; null if it is left out, which stands for {@code latest}, or where a whole repository is meant
 * @param owner the project that the image belongs to; null for external images
 * @param orgName the organization; null for external images and where there is none
 * @param clusterName the cluster; null for external images
 * @param registry the registry's authority: host, with {@code :port} where one is stated; null for external images
 *     whose name tells the registry, or that live on Docker Hub
 */
public record RemoteImage(
        String name,
        @Nullable String tag,
        @Nullable String owner,
        @Nullable String orgName,
        @Nullable String clusterName,
        @Nullable String registry) {
    /**
     * Checks the parts.
     *
     * @param name the name: lower-case path components joined by {@code /}; that of an external image may start with a
     *     host
     * @param tag the tag; null if it is left out, which stands for {@code latest}, or where a whole repository is meant
     * @param owner the project that the image belongs to; null for external images
     * @param orgName the organization; null for external images and where there is none
     * @param clusterName the cluster; null for external images
     * @param registry the registry's authority: host, with {@code :port} where one is stated; null for external images
     *     whose name tells the registry, or that live on Docker Hub
     * @throws InvalidNameException if a part is not in the grammar, a platform image lacks its owner or registry, or an
     *     external image has an owner or an organization
     */
    public RemoteImage {
        Objects.requireNonNull(name, "name");
        if (tag != null) {
            ImageGrammar.requireTagOf(name, tag);
        }
        if (registry != null) {
            ImageGrammar.requireRegistryOf(name, registry);
        }
        if (clusterName == null) {
            requireExternal(name, owner, orgName, registry);
        } else {
            requirePlatform(name, owner, orgName, clusterName, registry);
        }
    }

    private static void requirePlatform(
            String name,
            @Nullable String owner,
            @Nullable String orgName,
            String clusterName,
            @Nullable String registry) {
        ImageGrammar.requireSegment(clusterName, "cluster", name);
        ImageGrammar.requireSegment(owner, "project", name);
        if (orgName != null) {
            ImageGrammar.requireSegment(orgName, "organization", name);
        }
        if (registry == null) {
            throw new InvalidNameException(name, "it is a platform image without a registry");
        }
        ImageGrammar.requireName(name, name);
    }

    private static void requireExternal(
            String name, @Nullable String owner, @Nullable String orgName, @Nullable String registry) {
        if (owner != null || orgName != null) {
            throw new InvalidNameException(name, "an image without a cluster has no project and no organization");
        }
        if (registry == null) {
            ImageGrammar.requireNameWithHost(name, name);
        } else {
            ImageGrammar.requireName(name, name);
        }
    }

    /**
     * An image on the platform, in no organization and without a tag.
     *
     * @param name the name
     * @param registry the registry's authority
     * @param owner the project
     * @param clusterName the cluster
     * @return the image
     * @throws InvalidNameException if a part is not in the grammar
     */
    public static RemoteImage newPlatformImage(String name, String registry, String owner, String clusterName) {
        return newPlatformImage(name, registry, owner, clusterName, null, null);
    }

    /**
     * An image on the platform.
     *
     * @param name the name
     * @param registry the registry's authority
     * @param owner the project
     * @param clusterName the cluster
     * @param orgName the organization; null if there is none
     * @param tag the tag; null to leave it out
     * @return the image
     * @throws InvalidNameException if a part is not in the grammar
     */
    public static RemoteImage newPlatformImage(
            String name,
            String registry,
            String owner,
            String clusterName,
            @Nullable String orgName,
            @Nullable String tag) {
        return new RemoteImage(
                name,
                tag,
                Objects.requireNonNull(owner, "owner"),
                orgName,
                Objects.requireNonNull(clusterName, "clusterName"),
                Objects.requireNonNull(registry, "registry"));
    }

    /**
     * An image that is not on the platform, without a tag. If its name does not start with a registry's host it is one
     * of Docker Hub.
     *
     * @param name the name, for example {@code ubuntu} or {@code quay.example.org/team/app}
     * @return the image
     * @throws InvalidNameException if the name is not in the grammar
     */
    public static RemoteImage newExternalImage(String name) {
        return newExternalImage(name, null, null);
    }

    /**
     * An image that is not on the platform, without a tag.
     *
     * @param name the name
     * @param registry the registry's authority; null if the name tells it
     * @return the image
     * @throws InvalidNameException if a part is not in the grammar
     */
    public static RemoteImage newExternalImage(String name, @Nullable String registry) {
        return newExternalImage(name, registry, null);
    }

    /**
     * An image that is not on the platform.
     *
     * @param name the name
     * @param registry the registry's authority; null if the name tells it
     * @param tag the tag; null to leave it out
     * @return the image
     * @throws InvalidNameException if a part is not in the grammar
     */
    public static RemoteImage newExternalImage(String name, @Nullable String registry, @Nullable String tag) {
        return new RemoteImage(name, tag, null, null, null, registry);
    }

    /**
     * The project, which the specification calls the owner.
     *
     * @return the same as {@link #owner()}; null for external images
     */
    public @Nullable String projectName() {
        return owner;
    }

    /**
     * Whether this image is on the platform.
     *
     * @return true if it belongs to a cluster
     */
    public boolean isPlatformImage() {
        return clusterName != null;
    }

    /**
     * The same image with another tag.
     *
     * @param newTag the tag
     * @return an image with that tag
     * @throws InvalidNameException if the tag is not in the grammar
     */
    public RemoteImage withTag(String newTag) {
        return new RemoteImage(name, Objects.requireNonNull(newTag, "newTag"), owner, orgName, clusterName, registry);
    }

    /**
     * The same image without a tag: the repository as a whole, as {@link Images#tags} wants it.
     *
     * @return an image without a tag
     */
    public RemoteImage withoutTag() {
        return tag == null ? this : new RemoteImage(name, null, owner, orgName, clusterName, registry);
    }

    /**
     * The name by which Docker knows this image.
     *
     * @return {@code [registry/][org/][project/]name[:tag]}
     */
    public String asDockerUrl() {
        return asDockerUrl(false);
    }

    /**
     * The name by which Docker knows this image, as a URL if wanted.
     *
     * @param withScheme whether to put {@code https://} in front, also for a registry that is reached by {@code http}; this
     *     is done where {@link #registry()} is known
     * @return {@code [https://][registry/][org/][project/]name[:tag]}
     */
    public String asDockerUrl(boolean withScheme) {
        var url = new StringBuilder();
        if (registry != null) {
            url.append(withScheme ? "https://" : "").append(registry).append('/');
        }
        if (orgName != null) {
            url.append(orgName).append('/');
        }
        if (owner != null) {
            url.append(owner).append('/');
        }
        return appendNameAndTag(url);
    }

    /**
     * The image as people write it. Reserved characters are percent-escaped.
     *
     * <p>{@link ImageParser#remoteImage(String, TagOption)} with {@link TagOption#ALLOW} reads it back as an equal value.
     * That is not so for
     *
     * <ul>
     *   <li>a platform image in another organization than the current one, or in none while there is a current one, or
     *       in a cluster that is not in the configuration or has another registry there
     *   <li>an external image whose registry has no port or is that of a cluster, or whose name starts with a host and a
     *       port or with the registry of a cluster
     *   <li>an external image that is called just {@code image} and has a tag, since {@code image:} marks the platform
     * </ul>
     *
     * <p>Of these, the parser itself makes none but the last, and {@link Images#list()} makes those of other
     * organizations and those with the registry of a cluster. An image without a tag reads back without one only with
     * {@link TagOption#ALLOW}.
     *
     * @return {@code image://cluster/[org/]project/name[:tag]} for a platform image, else {@code [registry/]name[:tag]}
     */
    @Override
    public String toString() {
        if (clusterName == null || owner == null) {
            return asDockerUrl();
        }
        var text = new StringBuilder("image://")
                .append(PercentEscapes.encode(clusterName))
                .append('/');
        if (orgName != null) {
            text.append(PercentEscapes.encode(orgName)).append('/');
        }
        return appendNameAndTag(text.append(PercentEscapes.encode(owner)).append('/'));
    }

    private String appendNameAndTag(StringBuilder text) {
        text.append(name);
        if (tag != null) {
            text.append(':').append(tag);
        }
        return text.toString();
    }
}
