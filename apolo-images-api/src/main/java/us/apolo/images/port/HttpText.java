package us.apolo.images.port;

/** What may stand where in a request's head. It is asked of each field of each request, so it looks at characters alone. */
final class HttpText {
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

    private HttpText() {}

    static boolean isToken(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && TOKEN_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether it has tabs and printable ASCII alone. */
    static boolean isPrintable(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < ' ' || c > '~') && c != '\t') {
                return false;
            }
        }
        return true;
    }

    /** The text with question marks for what a log might misread. */
    static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
