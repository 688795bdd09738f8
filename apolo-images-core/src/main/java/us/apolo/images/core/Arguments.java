package us.apolo.images.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.InvalidNameException;
import us.apolo.images.RemoteImage;

/** What is checked before anything is asked. */
final class Arguments {
    private Arguments() {}

    static void requireAll(@Nullable Object... arguments) {
        for (var argument : arguments) {
            Objects.requireNonNull(argument, "No argument may be null");
        }
    }

    static void requireTag(RemoteImage image) {
        if (image.tag() == null) {
            throw new InvalidNameException(
                    image.toString(), "a tag is wanted here, and it has none; withTag(tag) gives it one");
        }
    }

    static void requireNoTag(RemoteImage image) {
        if (image.tag() != null) {
            throw new InvalidNameException(
                    image.toString(),
                    "all tags are meant here, so it must not have one; withoutTag() gives the image without");
        }
    }

    static void requireCluster(ApoloConfig config, String clusterName) {
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
