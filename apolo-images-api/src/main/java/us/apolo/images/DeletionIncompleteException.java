package us.apolo.images;

import java.util.List;
import java.util.Objects;

/**
 * A registry wanted the tags of a digest to be deleted first; some are gone, and then something went wrong. Its cause
 * says what. To delete what is left, delete it again.
 */
public final class DeletionIncompleteException extends ImagesException {
    private static final long serialVersionUID = 1L;

    private final String digest;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private final List<String> deletedTags;

    /**
     * Makes the error.
     *
     * @param image the image that was to be deleted, without a tag
     * @param digest the digest that is still there, as far as is known
     * @param deletedTags the tags that are gone, in the order in which they went
     * @param cause what ended it
     */
    public DeletionIncompleteException(String image, Digest digest, List<String> deletedTags, ImagesException cause) {
        super(
                "Of " + image + ", the tags " + String.join(", ", deletedTags) + " have been deleted, and " + digest
                        + " has not: " + cause.getMessage(),
                cause.answer().orElse(null),
                cause);
        this.digest = digest.toString();
        this.deletedTags = List.copyOf(deletedTags);
        Objects.requireNonNull(image, "image");
    }

    /**
     * What was to be deleted and is still there, as far as is known.
     *
     * @return the digest
     */
    public Digest digest() {
        return Digest.parse(digest);
    }

    /**
     * What is gone.
     *
     * @return the tags in the order in which they went; not empty
     */
    public List<String> deletedTags() {
        return deletedTags;
    }
}
