package us.apolo.images.cli;

import java.util.Objects;
import us.apolo.images.ApoloConfig;
import us.apolo.images.RemoteImage;

/**
 * Names of remote images for people: as short as they can be read back with the same login.
 *
 * @param config what a name may leave out
 * @param isFull whether nothing is to be left out
 */
record ImageNames(ApoloConfig config, boolean isFull) {
    String of(RemoteImage image) {
        var isElsewhere = !image.isPlatformImage()
                || !Objects.equals(image.clusterName(), config.clusterName())
                || !Objects.equals(image.orgName(), config.orgName());
        if (isFull || isElsewhere) {
            return image.toString();
        }
        var tag = image.tag() == null ? "" : ":" + image.tag();
        return Objects.equals(image.projectName(), config.projectName())
                ? "image:" + image.name() + tag
                : "image:/" + image.projectName() + "/" + image.name() + tag;
    }
}
