package us.apolo.images.port;

import java.util.Objects;
import us.apolo.images.Digest;

/** The bytes of a manifest as a registry keeps them. Immutable; equal if bytes and media type are. */
public final class ManifestContent {
    private final String mediaType;
    private final byte[] bytes;
    private final Digest digest;

    /**
     * Copies the bytes and hashes them.
     *
     * @param mediaType the media type, without parameters
     * @param bytes the bytes
     */
    public ManifestContent(String mediaType, byte[] bytes) {
        this.mediaType = Objects.requireNonNull(mediaType, "mediaType");
        this.bytes = bytes.clone();
        this.digest = Digest.sha256(this.bytes);
    }

    /**
     * The media type.
     *
     * @return without parameters
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The digest.
     *
     * @return the SHA-256 of the bytes
     */
    public Digest digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManifestContent content
                && content.digest.equals(digest)
                && content.mediaType.equals(mediaType);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** Digest and media type. */
    @Override
    public String toString() {
        return digest + " (" + mediaType + ", " + bytes.length + " bytes)";
    }
}
