package us.apolo.images;

import java.util.Objects;

/**
 * What came of asking for one tag, see {@link Images#tagInfoResults}: its info and digest, or the error that stands in their place.
 *
 * <pre>{@code
 * for (TagResult result : images.tagInfoResults(image)) {
 *     if (result instanceof TagResult.Known known) {
 *         System.out.println(known.name() + ": " + known.tag().size() + " bytes, " + known.digest());
 *     } else if (result instanceof TagResult.Failed failed) {
 *         System.err.println(failed.name() + ": " + failed.error().getMessage());
 *     }
 * }
 * }</pre>
 */
public sealed interface TagResult {
    /**
     * Which tag it is.
     *
     * @return the tag's name
     */
    String name();

    /**
     * The registry has told about the tag. Size and digest come from one answer, so they belong together even if the
     * tag moves to another image meanwhile.
     *
     * @param tag what is known of it
     * @param digest the digest that the tag stands for, as {@link Images#digest} gives it
     */
    record Known(Tag tag, Digest digest) implements TagResult {
        /**
         * Checks that both are there.
         *
         * @param tag what is known of it
         * @param digest the digest that the tag stands for, as {@link Images#digest} gives it
         */
        public Known {
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(digest, "digest");
        }

        @Override
        public String name() {
            return tag.name();
        }
    }

    /**
     * There is no info of the tag.
     *
     * @param name the tag's name
     * @param error why, as {@link Images#tagInfo} would throw it
     */
    record Failed(String name, ImagesException error) implements TagResult {
        /**
         * Checks that both are there.
         *
         * @param name the tag's name
         * @param error why, as {@link Images#tagInfo} would throw it
         */
        public Failed {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(error, "error");
        }
    }
}
