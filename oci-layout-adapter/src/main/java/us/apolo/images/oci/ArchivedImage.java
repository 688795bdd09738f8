package us.apolo.images.oci;

import java.util.LinkedHashSet;
import java.util.List;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;

/**
 * An image in an archive.
 *
 * @param parts what it is made of
 * @param names its names there; empty if it has none
 */
record ArchivedImage(ImageParts parts, List<LocalImage> names) {
    ArchivedImage {
        names = List.copyOf(names);
    }

    Digest id() {
        return parts.root().content().digest();
    }

    /** The same image with the other's names as well. */
    ArchivedImage and(ArchivedImage other) {
        var all = new LinkedHashSet<>(names);
        all.addAll(other.names);
        return new ArchivedImage(parts, List.copyOf(all));
    }
}
