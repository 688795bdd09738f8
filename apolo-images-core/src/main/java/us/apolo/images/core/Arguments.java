package us.apolo.images.core;

import java.util.Objects;
import us.apolo.images.ApoloConfig;
import us.apolo.images.InvalidNameException;
import us.apolo.images.RemoteImage;

/** What is checked before anything is asked. */
final class Arguments {
    private Arguments() {}

    static void requireTag(RemoteImage image) {
        Objects.requireNonNull(image, "image");
        if (image.tag() == null) {
            throw new InvalidNameException(
                    image.toString(), "a tag is wanted here, and it has none; withTag(tag) gives it one");
        }
    }

    static void requireNoTag(RemoteImage image) {
        Objects.requireNonNull(image, "image");
        if (image.tag() != null) {
            throw new InvalidNameException(
                    image.toString(),
                    "all tags are meant here, so it must not have one; withoutTag() gives the image without");
        }
    }

    static void requireCluster(ApoloConfig config, String clusterName) {
        Objects.requireNonNull(clusterName, "clusterName");
        var unused = config.registry(clusterName);
    }

    static String currentCluster(ApoloConfig config) {
        var cluster = config.clusterName();
        if (cluster == null) {
            throw new InvalidNameException(
                    "(no cluster)",
                    "the configuration has no cluster to list; give one with ApoloImages.builder().config(config)");
        }
        return cluster;
    }
}
