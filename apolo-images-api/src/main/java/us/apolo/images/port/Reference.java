package us.apolo.images.port;

import java.util.Objects;
import us.apolo.images.Digest;

/** What a manifest is asked for by: a tag, which may name another manifest tomorrow, or a digest, which never does. */
public sealed interface Reference {
    /**
     * The reference as it stands in a URL.
     *
     * @return the tag or the digest
     */
    String text();

    /**
     * Refers by tag.
     *
     * @param tag the tag
     * @return a reference
     */
    static Reference tag(String tag) {
        return new ByTag(tag);
    }

    /**
     * Refers by digest.
     *
     * @param digest the digest
     * @return a reference
     */
    static Reference digest(Digest digest) {
        return new ByDigest(digest);
    }

    /**
     * A tag.
     *
     * @param tag the tag
     */
    record ByTag(String tag) implements Reference {
        /**
         * Checks that it is there.
         *
         * @param tag the tag
         */
        public ByTag {
            Objects.requireNonNull(tag, "tag");
        }

        @Override
        public String text() {
            return tag;
        }

        /** The tag. */
        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * A digest.
     *
     * @param digest the digest
     */
    record ByDigest(Digest digest) implements Reference {
        /**
         * Checks that it is there.
         *
         * @param digest the digest
         */
        public ByDigest {
            Objects.requireNonNull(digest, "digest");
        }

        @Override
        public String text() {
            return digest.toString();
        }

        /** The digest. */
        @Override
        public String toString() {
            return text();
        }
    }
}
