package us.apolo.images.port;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.Platform;

/**
 * How a manifest or an index points at content: the descriptor of the OCI image specification.
 *
 * @param mediaType the content's media type; empty if none is given
 * @param digest the content's digest
 * @param size the content's size in bytes; zero or more
 * @param platform the platform that the content is for; null where it says none
 * @param annotations further words about the content; may be empty
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        @Nullable Platform platform,
        Map<String, String> annotations) {
    /**
     * Copies the annotations.
     *
     * @param mediaType the content's media type; empty if none is given
     * @param digest the content's digest
     * @param size the content's size in bytes; zero or more
     * @param platform the platform that the content is for; null where it says none
     * @param annotations further words about the content; may be empty
     * @throws IllegalArgumentException if the size is negative
     */
    public Descriptor {
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(digest, "digest");
        annotations = Map.copyOf(annotations);
        if (size < 0) {
            throw new IllegalArgumentException("A size is not negative: " + size);
        }
    }
}
