package us.apolo.images.oci;

import java.util.Optional;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalImage;
import us.apolo.images.port.engine.EngineName;

/** A local name in the annotations of an index. Names are the same if Docker would take them for the same. */
final class ImageName {
    private ImageName() {}

    /** Whether two names stand for the same. */
    static boolean same(LocalImage one, LocalImage other) {
        return EngineName.of(one).equals(EngineName.of(other));
    }

    /** The name as {@code skopeo} would look it up: as it was given, with its tag. */
    static String written(LocalImage image) {
        return image.tag() == null ? image + ":latest" : image.toString();
    }

    /** The name as containerd and Docker write it. */
    static String qualified(LocalImage image) {
        return EngineName.of(image).toString();
    }

    /** Reads a name with or without a tag; empty if it is none, as others may have annotated what they like. */
    static Optional<LocalImage> parse(String text) {
        var colon = text.lastIndexOf(':');
        var hasTag = colon > text.lastIndexOf('/');
        try {
            return Optional.of(new LocalImage(
                    hasTag ? text.substring(0, colon) : text, hasTag ? text.substring(colon + 1) : "latest"));
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
