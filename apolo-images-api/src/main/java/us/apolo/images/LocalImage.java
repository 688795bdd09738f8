package us.apolo.images;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image in a local image store, for example Docker's.
 *
 * <pre>{@code
 * var image = new LocalImage("ubuntu", "24.04");
 * }</pre>
 *
 * @param name the name: lower-case path components joined by {@code /}, the first of which may be a host with an
 *     optional port, for example {@code ubuntu} or {@code registry.example.org:5000/team/app}
 * @param tag the tag; null if it is left out, which stands for {@code latest}
 */
public record LocalImage(String name, @Nullable String tag) {
    /**
     * Checks the parts.
     *
     * @param name the name: lower-case path components joined by {@code /}, the first of which may be a host with an
     *     optional port, for example {@code ubuntu} or {@code registry.example.org:5000/team/app}
     * @param tag the tag; null if it is left out, which stands for {@code latest}
     * @throws InvalidNameException if the name or the tag is not in the grammar
     */
    public LocalImage {
        Objects.requireNonNull(name, "name");
        ImageGrammar.requireNameWithHost(name, name);
        if (tag != null) {
            ImageGrammar.requireTagOf(name, tag);
        }
    }

    /**
     * The same image with another tag.
     *
     * @param newTag the tag
     * @return an image with that tag
     * @throws InvalidNameException if the tag is not in the grammar
     */
    public LocalImage withTag(String newTag) {
        return new LocalImage(name, Objects.requireNonNull(newTag, "newTag"));
    }

    /**
     * The image as Docker reads it, and {@link ImageParser#localImage} too, with one exception: an image that is called
     * just {@code image} and has a tag, since {@code image:} marks the platform. A missing tag reads back as
     * {@code latest}.
     *
     * @return {@code name[:tag]}
     */
    @Override
    public String toString() {
        return tag == null ? name : name + ":" + tag;
    }
}
