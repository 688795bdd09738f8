package us.apolo.images.cli;

import java.util.Objects;
import java.util.Optional;
import us.apolo.images.ApoloConfig;
import us.apolo.images.ImageParser;
import us.apolo.images.InvalidNameException;
import us.apolo.images.RemoteImage;
import us.apolo.images.TagOption;

/**
 * Names of remote images for people: as short as they can be read back with the same login. An image that no name stands
 * for, since names are read in the current organization, has Docker's name in parentheses, which no command takes: what
 * is read from it would be another image.
 *
 * @param config what a name may leave out
 * @param isFull whether nothing is to be left out
 */
record ImageNames(ApoloConfig config, boolean isFull) {
    String of(RemoteImage image) {
        var name = isFull || isElsewhere(image) ? image.toString() : inCurrentCluster(image);
        return standsFor(name, image) ? name : "(" + image.asDockerUrl() + ")";
    }

    /** The name with nothing left out; empty if none stands for the image. */
    Optional<String> inFull(RemoteImage image) {
        return Optional.of(image.toString()).filter(name -> standsFor(name, image));
    }

    private boolean isElsewhere(RemoteImage image) {
        return !image.isPlatformImage()
                || !Objects.equals(image.clusterName(), config.clusterName())
                || !Objects.equals(image.orgName(), config.orgName());
    }

    private String inCurrentCluster(RemoteImage image) {
        var tag = image.tag() == null ? "" : ":" + image.tag();
        return Objects.equals(image.projectName(), config.projectName())
                ? "image:" + image.name() + tag
                : "image:/" + image.projectName() + "/" + image.name() + tag;
    }

    private boolean standsFor(String name, RemoteImage image) {
        try {
            return new ImageParser(config).remoteImage(name, TagOption.ALLOW).equals(image);
        } catch (InvalidNameException e) {
            // Then it is read as nothing at all.
            return false;
        }
    }
}
