package us.apolo.images;

import java.util.Objects;

/** A name, tag, digest or URL is not in its grammar, or does not fit the operation. Nothing has been asked yet. */
public final class InvalidNameException extends ImagesException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_INPUT = 300;
    private static final int MAX_REASON = 1000;

    private final String input;

    /**
     * Makes the error. The message shows both texts cut and on one line, and the input without what stands before an
     * {@code @}.
     *
     * @param input what was given
     * @param reason why it is refused, as the end of the sentence "this is not valid: …"
     */
    public InvalidNameException(String input, String reason) {
        super(message(input, reason), null, null);
        this.input = Objects.requireNonNull(input, "input");
    }

    /**
     * What was refused. Not for a log: whoever gave it may have put a password into it, which the message leaves out.
     *
     * @return the text as it was given
     */
    public String input() {
        return input;
    }

    private static String message(String input, String reason) {
        var shownInput = PrintableText.of(PrintableText.withoutUsers(input), MAX_INPUT);
        return "'" + shownInput + "' is not valid: " + PrintableText.of(reason, MAX_REASON);
    }
}
