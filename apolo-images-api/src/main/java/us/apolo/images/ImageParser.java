package us.apolo.images;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and converts the names of images. Pure: it asks no registry and no local store. Thread-safe.
 *
 * <p>The name of an image on the platform is one of these; any other is that of an external image:
 *
 * <ul>
 *   <li>{@code image:name[:tag]}: in the current cluster, organization and project
 *   <li>{@code image:/project/name[:tag]}: in the current cluster and organization
 *   <li>{@code image://cluster/[org/]project/name[:tag]}, where the organization is the current one, since any other
 *       first segment is read as the project
 *   <li>{@code authority/[org/]project/name[:tag]}, where the authority is exactly that of a cluster's registry, in lower
 *       case
 * </ul>
 *
 * <p>More slashes in front of the first segment mean the same, only that exactly two begin a cluster:
 * {@code image:///project/name} is {@code image:/project/name}.
 *
 * <p>No name is empty or starts with a hyphen, and {@code image:latest} is refused everywhere, since it could be a tag of
 * the local image {@code image} or an image called {@code latest} on the platform.
 *
 * <pre>{@code
 * var parser = new ImageParser(config);
 * var local = parser.localImage("ubuntu:24.04");
 * var remote = parser.remoteImage("image:/project/ubuntu:24.04");
 * }</pre>
 */
public final class ImageParser {
    private final PlatformNames platformNames;

    /**
     * Makes a parser.
     *
     * @param config the clusters, and what fills in the parts that a name leaves out
     */
    public ImageParser(ApoloConfig config) {
        platformNames = new PlatformNames(Objects.requireNonNull(config, "config"));
    }

    /**
     * Reads the name of an image in a local store.
     *
     * @param text {@code name[:tag]}; a missing tag becomes {@code latest}
     * @return the image
     * @throws InvalidNameException if the text is not such a name
     */
    public LocalImage localImage(String text) {
        requireReadable(text);
        if (PlatformNames.hasScheme(text)) {
            throw new InvalidNameException(text, "image: is for images on the platform, and this is to be a local one");
        }
        var parts = NameAndTag.read(text, TagOption.DEFAULT, text);
        try {
            return new LocalImage(parts.name(), parts.tag());
        } catch (InvalidNameException e) {
            // The image has checked its name, and nobody else; what it refuses is told of the text that was read.
            ImageGrammar.requireNameWithHost(parts.name(), text);
            throw e;
        }
    }

    /**
     * Reads the name of an image on a registry; a missing tag becomes {@code latest}.
     *
     * @param text a platform image or an external one
     * @return the image
     * @throws InvalidNameException if the text is neither
     */
    public RemoteImage remoteImage(String text) {
        return remoteImage(text, TagOption.DEFAULT);
    }

    /**
     * Reads the name of an image on a registry.
     *
     * @param text a platform image or an external one
     * @param tagOption what becomes of the tag
     * @return the image
     * @throws InvalidNameException if the text is neither
     */
    public RemoteImage remoteImage(String text, TagOption tagOption) {
        Objects.requireNonNull(tagOption, "tagOption");
        requireReadable(text);
        var image = platformNames.read(text, tagOption);
        return image == null ? externalImage(text, tagOption) : image;
    }

    /**
     * Reads the name of an image on the platform.
     *
     * @param text a platform image
     * @param tagOption what becomes of the tag
     * @return the image
     * @throws InvalidNameException if the text is none
     */
    public RemoteImage platformImage(String text, TagOption tagOption) {
        Objects.requireNonNull(tagOption, "tagOption");
        requireReadable(text);
        var image = platformNames.read(text, tagOption);
        if (image == null) {
            throw new InvalidNameException(
                    text, "an image on the platform starts with image: or with the registry of a cluster");
        }
        return image;
    }

    /**
     * Where a local image goes unless something else is said: the current cluster, organization and project, under the
     * same name and tag. A name that starts with the authority of a cluster's registry is read as
     * {@link #platformImage} reads it instead, with the current project for one that has a single segment behind it.
     *
     * @param image a local image
     * @return an image on the platform
     * @throws InvalidNameException if there is no current cluster or project, or the name is not one for the platform
     */
    public RemoteImage toRemote(LocalImage image) {
        return platformNames.forLocal(Objects.requireNonNull(image, "image"));
    }

    /**
     * What a remote image is called in the local store unless something else is said.
     *
     * @param image a remote image
     * @return name and tag alone
     */
    public LocalImage toLocal(RemoteImage image) {
        Objects.requireNonNull(image, "image");
        return new LocalImage(image.name(), image.tag());
    }

    private static void requireReadable(String text) {
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            throw new InvalidNameException(text, "it is empty");
        }
        if (text.charAt(0) == '-') {
            throw new InvalidNameException(text, "it starts with a hyphen");
        }
        if (text.equals("image:latest")) {
            throw new InvalidNameException(
                    text,
                    "it could be the local image 'image' or the image 'latest' on the platform:"
                            + " write image:/project/latest for the latter");
        }
    }

    private static RemoteImage externalImage(String text, TagOption tagOption) {
        var parts = NameAndTag.read(text, tagOption, text);
        var name = parts.name();
        var slash = name.indexOf('/');
        return slash < 0 || !ImageGrammar.isHostWithPort(name.substring(0, slash))
                ? externalImage(name, null, parts.tag(), text)
                : externalImage(name.substring(slash + 1), name.substring(0, slash), parts.tag(), text);
    }

    private static RemoteImage externalImage(
            String name, @Nullable String registry, @Nullable String tag, String input) {
        try {
            return RemoteImage.newExternalImage(name, registry, tag);
        } catch (InvalidNameException e) {
            // As for a local image.
            if (registry == null) {
                ImageGrammar.requireNameWithHost(name, input);
            } else {
                ImageGrammar.requireName(name, input);
            }
            throw e;
        }
    }
}
