package us.apolo.images;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Of some tags of an image there is no info, each for a reason of its own; the registry has answered. Its cause is the
 * error of the first of them. {@link Images#tagInfoResults} gives what is known of the others.
 */
public final class TagInfosFailedException extends ImagesException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 3;

    private final String image;

    @SuppressWarnings("serial") // an unmodifiable view of a LinkedHashMap is serializable
    private final Map<String, ImagesException> failures;

    /**
     * Makes the error.
     *
     * @param image the image whose tags they are, for example {@code image:ubuntu}
     * @param asked how many tags were asked for
     * @param failures the tags that failed, in the registry's order, each with its error; not empty
     */
    public TagInfosFailedException(String image, int asked, Map<String, ImagesException> failures) {
        super(message(image, asked, failures), null, first(failures));
        this.image = Objects.requireNonNull(image, "image");
        this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    private static ImagesException first(Map<String, ImagesException> failures) {
        return failures.values().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Without a failure there is no error"));
    }

    private static String message(String image, int asked, Map<String, ImagesException> failures) {
        var shown = failures.entrySet().stream()
                .limit(SHOWN)
                .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage())
                .collect(Collectors.joining("; "));
        var more = failures.size() > SHOWN ? "; and " + (failures.size() - SHOWN) + " more" : "";
        return "Of " + asked + " tags of " + image + ", " + failures.size()
                + " failed (tagInfoResults gives what is known of the others): " + shown + more;
    }

    /**
     * The image whose tags they are.
     *
     * @return the image without a tag
     */
    public String image() {
        return image;
    }

    /**
     * The tags that failed.
     *
     * @return each with its error, in the registry's order; not empty, cannot be changed
     */
    public Map<String, ImagesException> failures() {
        return failures;
    }
}
