package us.apolo.images;

import java.util.regex.Pattern;

/** Makes text from outside fit for a message or a log. */
final class PrintableText {
    private static final Pattern DIGEST = Pattern.compile("sha(?:256|512):[0-9a-f]{32}");

    private PrintableText() {}

    /** Cuts the text and makes invisible characters visible, so that it cannot forge lines of a log. */
    static String of(String text, int maxCodePoints) {
        var shown = new StringBuilder();
        text.codePoints().limit(maxCodePoints).forEach(c -> {
            if (isInvisible(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > maxCodePoints
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /**
     * Strikes out what stands before an {@code @} in each segment, since it may be a user's name and password, unless a
     * digest follows.
     */
    static String withoutUsers(String text) {
        if (text.indexOf('@') < 0) {
            return text;
        }
        var shown = new StringBuilder();
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '@' -> {
                    shown.append(isDigest(text, i + 1) ? text.substring(start, i + 1) : "***@");
                    start = i + 1;
                }
                case '/', '\'' -> {
                    shown.append(text, start, i + 1);
                    start = i + 1;
                }
                default -> {}
            }
        }
        return shown.append(text, start, text.length()).toString();
    }

    private static boolean isDigest(String text, int from) {
        return DIGEST.matcher(text).region(from, text.length()).lookingAt();
    }
}
