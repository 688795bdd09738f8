package us.apolo.images;

import java.net.URI;
import java.util.Objects;

/** A name, tag, digest or URL is not in its grammar, or does not fit the operation. Nothing has been asked yet. */
public final class InvalidNameException extends ImagesException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SHOWN = 300;

    private final String input;

    /**
     * Makes the error.
     *
     * @param input what was given
     * @param reason why it is refused, as the end of the sentence "this is not valid: …"
     */
    public InvalidNameException(String input, String reason) {
        super("'" + printable(input) + "' is not valid: " + printable(reason), null, null);
        this.input = Objects.requireNonNull(input, "input");
    }

    /**
     * What was refused.
     *
     * @return the text as it was given
     */
    public String input() {
        return input;
    }

    static String withoutUser(URI url) {
        return RegistryAnswer.withoutSecrets(url);
    }

    /** Cuts the text and makes control characters visible, so that a name cannot forge lines of a log. */
    private static String printable(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(MAX_SHOWN).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > MAX_SHOWN
                ? shown.append('…').toString()
                : shown.toString();
    }
}
