package us.apolo.images;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An image, a tag or a manifest is not where it was sought. */
public final class ImageNotFoundException extends ImagesException {
    private static final long serialVersionUID = 1L;

    private final String image;
    private final String where;

    /**
     * Makes the error.
     *
     * @param image what was sought, for example {@code ubuntu:v1}
     * @param where where it was sought, for example {@code the registry localhost:5000}
     * @param answer what the registry said; null if it did not speak
     * @param cause what led to this; null if nothing did
     */
    public ImageNotFoundException(
            String image, String where, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(
                "The image " + image + " is not in " + where + (answer == null ? "" : " (" + answer + ")"),
                answer,
                cause);
        this.image = Objects.requireNonNull(image, "image");
        this.where = Objects.requireNonNull(where, "where");
    }

    /**
     * What was sought.
     *
     * @return the image
     */
    public String image() {
        return image;
    }

    /**
     * Where it was sought.
     *
     * @return the local store or the registry
     */
    public String where() {
        return where;
    }
}
