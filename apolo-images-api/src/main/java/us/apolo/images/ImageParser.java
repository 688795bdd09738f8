package us.apolo.images;

import java.util.Objects;

/**
 * Reads and converts the names of images. Pure: it asks no registry and no local store. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ImageParser {
    private final ApoloConfig config;

    /**
     * Makes a parser.
     *
     * @param config the clusters, and what fills in the parts that a name leaves out
     */
    public ImageParser(ApoloConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * Reads the name of an image in a local store.
     *
     * @param text {@code name[:tag]}; a missing tag becomes {@code latest}
     * @return the image
     * @throws InvalidNameException if the text is not such a name
     */
    public LocalImage localImage(String text) {
        throw new AssertionError(config);
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
        throw new AssertionError(tagOption);
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
        throw new AssertionError(tagOption);
    }

    /**
     * Where a local image goes unless something else is said.
     *
     * @param image a local image
     * @return an image in the current cluster, organization and project
     * @throws InvalidNameException if there is no current cluster or project, or the name is not one for it
     */
    public RemoteImage toRemote(LocalImage image) {
        throw new AssertionError(image);
    }

    /**
     * What a remote image is called in the local store unless something else is said.
     *
     * @param image a remote image
     * @return name and tag alone
     */
    public LocalImage toLocal(RemoteImage image) {
        return new LocalImage(image.name(), image.tag());
    }
}
