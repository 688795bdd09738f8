package us.apolo.images;

import java.util.Objects;

/**
 * What came of asking for one tag, see {@link Images#tagInfoResults}: its info, or the error that stands in its place.
 *
 * <pre>{@code
 * for (TagResult result : images.tagInfoResults(image)) {
 *     if (result instanceof TagResult.Failed failed) {
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
     * The registry has told about the tag.
     *
     * @param tag what is known of it
     */
    record Known(Tag tag) implements TagResult {
        /**
         * Checks that it is there.
         *
         * @param tag what is known of it
         */
        public Known {
            Objects.requireNonNull(tag, "tag");
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
