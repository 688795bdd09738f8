package us.apolo.images.oci;

import java.util.List;
import java.util.Objects;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;

/**
 * An image that has come from an archive into the folder.
 *
 * @param id the digest of its manifest or index, which the folder knows it by
 * @param names the names that it has in the archive, and now here; empty if it has none there: {@link OciLayout#tag}
 *     gives it one
 */
public record LoadedImage(Digest id, List<LocalImage> names) {
    /**
     * Copies the names.
     *
     * @param id the digest of its manifest or index, which the folder knows it by
     * @param names the names that it has in the archive, and now here; empty if it has none there
     */
    public LoadedImage {
        Objects.requireNonNull(id, "id");
        names = List.copyOf(names);
    }
}
