package us.apolo.images.oci;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.port.engine.EngineName;

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

    /**
     * Sees to it that each name belongs to one image.
     *
     * @throws MalformedDocumentException if a name belongs to two
     */
    static void requireDistinctNames(Collection<ArchivedImage> images) throws MalformedDocumentException {
        var named = new HashMap<EngineName, Digest>();
        for (var image : images) {
            for (var name : image.names) {
                var other = named.put(EngineName.of(name), image.id());
                if (other != null && !other.equals(image.id())) {
                    throw new MalformedDocumentException("has two images called " + name);
                }
            }
        }
    }

    /** The same image with the other's names as well. */
    ArchivedImage and(ArchivedImage other) {
        var all = new LinkedHashSet<>(names);
        all.addAll(other.names);
        return new ArchivedImage(parts, List.copyOf(all));
    }
}
