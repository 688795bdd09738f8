package us.apolo.images;

import java.util.Objects;

/**
 * What is known of one tag of an image on a registry.
 *
 * @param name the tag, for example {@code v1}
 * @param size the size of the image behind the tag in bytes: the sum of its layers as the registry stores them, that
 *     is, compressed; zero or more
 */
public record Tag(String name, long size) {
    /**
     * Checks the parts.
     *
     * @param name the tag, for example {@code v1}
     * @param size the size of the image behind the tag in bytes: the sum of its layers as the registry stores them,
     *     that is, compressed; zero or more
     * @throws InvalidNameException if the name is not a tag
     * @throws IllegalArgumentException if the size is negative
     */
    public Tag {
        Objects.requireNonNull(name, "name");
        ImageGrammar.requireTag(name, name);
        if (size < 0) {
            throw new IllegalArgumentException("A size is not negative: " + size);
        }
    }
}
