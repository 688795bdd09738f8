package us.apolo.images;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something cannot be deleted alone: other tags name the same digest and would go with it, or indexes have it as a part
 * and would be left without. Nothing has been deleted.
 */
public final class DigestInUseException extends ImagesException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    private final String image;
    private final String digest;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private final List<String> tags;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private final List<String> indexes;

    /**
     * Makes the error.
     *
     * @param image the image that was to be deleted, for example {@code image:ubuntu:v1}
     * @param digest the digest that would have to be deleted
     * @param tags the other tags that name it, in the registry's order
     * @param indexes the tags of the indexes that have it as a part, in the registry's order
     * @param answer what the registry said; null if it was not asked to delete
     * @param cause what led to this; null if nothing did
     */
    public DigestInUseException(
            String image,
            Digest digest,
            List<String> tags,
            List<String> indexes,
            @Nullable RegistryAnswer answer,
            @Nullable Throwable cause) {
        super(message(image, digest, tags, indexes, answer), answer, cause);
        this.image = Objects.requireNonNull(image, "image");
        this.digest = digest.toString();
        this.tags = List.copyOf(tags);
        this.indexes = List.copyOf(indexes);
    }

    private static String message(
            String image, Digest digest, List<String> tags, List<String> indexes, @Nullable RegistryAnswer answer) {
        return "The registry cannot delete " + image + " alone, and nothing has been deleted: "
                + String.join(
                        "; ",
                        Stream.of(tagsGo(digest, tags), indexesBreak(digest, indexes))
                                .filter(part -> !part.isEmpty())
                                .toList())
                + (answer == null ? "" : " (" + answer + ")");
    }

    private static String tagsGo(Digest digest, List<String> tags) {
        return tags.isEmpty()
                ? ""
                : digest + " is also " + some(tags) + ", which would go with it; to delete all of them, call"
                        + " rm(image, digest) with that digest";
    }

    private static String indexesBreak(Digest digest, List<String> indexes) {
        return indexes.isEmpty()
                ? ""
                : digest + " is a part of the index " + some(indexes)
                        + ", which could not be pulled in full any more; delete that first if nobody needs it";
    }

    private static String some(List<String> tags) {
        var shown = String.join(", ", tags.subList(0, Math.min(SHOWN, tags.size())));
        return tags.size() > SHOWN ? shown + " and " + (tags.size() - SHOWN) + " more" : shown;
    }

    /**
     * What was to be deleted.
     *
     * @return the image, with its tag if that was meant
     */
    public String image() {
        return image;
    }

    /**
     * What would have to be deleted.
     *
     * @return the digest
     */
    public Digest digest() {
        return Digest.parse(digest);
    }

    /**
     * What would go with it.
     *
     * @return the other tags that name the digest, in the registry's order; may be empty
     */
    public List<String> tags() {
        return tags;
    }

    /**
     * What would be left without a part.
     *
     * @return the tags of the indexes that have the digest in them, in the registry's order; may be empty
     */
    public List<String> indexes() {
        return indexes;
    }
}
