package us.apolo.images;

import org.jspecify.annotations.Nullable;

/**
 * The two halves of {@code name[:tag]}. The tag is in the grammar; the name is not checked yet.
 *
 * @param name what stands before the tag; may be empty
 * @param tag the tag; null if there is none
 */
record NameAndTag(String name, @Nullable String tag) {
    private static final String LATEST = "latest";

    /** Splits the text at the first colon of its last segment: one further up front belongs to a port. */
    static NameAndTag read(String text, TagOption tagOption, String input) {
        var colon = text.indexOf(':', text.lastIndexOf('/') + 1);
        if (colon < 0) {
            return new NameAndTag(text, tagOption == TagOption.DEFAULT ? LATEST : null);
        }
        var tag = text.substring(colon + 1);
        requireAllowed(tag, tagOption, input);
        return new NameAndTag(text.substring(0, colon), tag);
    }

    private static void requireAllowed(String tag, TagOption tagOption, String input) {
        if (tag.isEmpty()) {
            throw new InvalidNameException(input, "its tag is empty");
        }
        if (tag.indexOf(':') >= 0) {
            throw new InvalidNameException(input, "it has more than one tag");
        }
        if (tagOption == TagOption.DENY) {
            throw new InvalidNameException(input, "it has a tag, and none is allowed here");
        }
        ImageGrammar.requireTag(tag, input);
    }
}
