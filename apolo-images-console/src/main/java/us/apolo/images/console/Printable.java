package us.apolo.images.console;

/**
 * Makes text from outside safe to print: a terminal obeys control characters, and invisible ones may turn the reading
 * direction around or hide a part.
 */
final class Printable {
    private static final int MOST_CHARACTERS = 500;
    private static final int SHORT_ID = 12;

    private Printable() {}

    /** The text on one line without its control and format characters, cut if it is very long. */
    static String of(String text) {
        var safe = new StringBuilder();
        text.codePoints()
                .filter(character -> isPrintable(character) || Character.isWhitespace(character))
                .limit(MOST_CHARACTERS)
                .map(character -> Character.isWhitespace(character) ? ' ' : character)
                .forEach(safe::appendCodePoint);
        return safe.toString().strip();
    }

    /** The part of a layer's id that people know it by: twelve characters, without the name of the algorithm. */
    static String shortId(String layerId) {
        var id = of(layerId.substring(layerId.lastIndexOf(':') + 1));
        if (id.isEmpty()) {
            return "?";
        }
        var length = Math.min(SHORT_ID, id.codePointCount(0, id.length()));
        return id.substring(0, id.offsetByCodePoints(0, length));
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
