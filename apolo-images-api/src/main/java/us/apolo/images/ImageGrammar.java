package us.apolo.images;

import org.jspecify.annotations.Nullable;

/**
 * The grammar of names, tags, hosts and segments. Written as scanners, since regular expressions with repeated groups
 * overflow the stack on long input.
 */
final class ImageGrammar {
    private static final int MAX_TAG_LENGTH = 128;
    private static final int MAX_PORT = 65535;

    private ImageGrammar() {}

    /** Checks the name of a platform image: path components alone. */
    static void requireName(String name, String input) {
        requireSegments(name, 0, input);
    }

    /** Checks a local or external name, whose first segment may be a host with an optional port. */
    static void requireNameWithHost(String name, String input) {
        var slash = name.indexOf('/');
        requireSegments(name, slash > 0 && isHost(name.substring(0, slash)) ? slash + 1 : 0, input);
    }

    private static void requireSegments(String name, int from, String input) {
        if (name.isEmpty()) {
            throw new InvalidNameException(input, "it has no name");
        }
        var start = from;
        while (true) {
            var slash = name.indexOf('/', start);
            var end = slash < 0 ? name.length() : slash;
            if (!isPathComponent(name, start, end)) {
                throw invalidComponent(name.substring(start, end), input);
            }
            if (slash < 0) {
                return;
            }
            start = slash + 1;
        }
    }

    private static InvalidNameException invalidComponent(String component, String input) {
        if (component.indexOf('@') >= 0) {
            return new InvalidNameException(
                    input, "a name has no @ in it; a digest stands beside the image, as in rm(image, digest)");
        }
        return new InvalidNameException(
                input,
                component.isEmpty()
                        ? "a part of its name is empty"
                        : "the part " + quoted(component) + " of its name is not made of lower-case letters and digits"
                                + " with single dots, one or two underscores, or hyphens between them");
    }

    static void requireTag(String tag, String input) {
        if (!isTag(tag)) {
            throw invalidTag(tag, input);
        }
    }

    /** Checks the tag of an image. What people will read is put together only if there is something wrong. */
    static void requireTagOf(String name, String tag) {
        if (!isTag(tag)) {
            throw invalidTag(tag, name + ":" + tag);
        }
    }

    private static InvalidNameException invalidTag(String tag, String input) {
        return new InvalidNameException(
                input,
                "the tag " + quoted(tag)
                        + " is not made of 1 to 128 letters, digits, underscores, dots and hyphens,"
                        + " the first of them a letter, digit or underscore");
    }

    /** Checks the registry of an image. */
    static void requireRegistryOf(String name, String registry) {
        if (!isHost(registry)) {
            throw new InvalidNameException(
                    registry + "/" + name, quoted(registry) + " is not a registry: a host with an optional port");
        }
    }

    /** Checks the name of a cluster, an org or a project. */
    static void requireSegment(@Nullable String segment, String what, String input) {
        if (segment == null || segment.isEmpty()) {
            throw new InvalidNameException(input, "it has no " + what);
        }
        if (!isSegment(segment)) {
            throw new InvalidNameException(
                    input,
                    "the " + what + " " + quoted(segment)
                            + " has white space, a control character or one of the characters / : @ ? # %");
        }
    }

    private static String quoted(String part) {
        return "'" + PrintableText.withoutUsers(part) + "'";
    }

    private static boolean isSegment(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!isAlphanumeric(c) && !isSegmentCharacter(text.codePointAt(i))) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return true;
    }

    /** A surrogate without its other half is not a character, and cannot be percent-escaped. */
    private static boolean isSegmentCharacter(int c) {
        return !Character.isISOControl(c)
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && Character.getType(c) != Character.SURROGATE
                && "/:@?#%".indexOf(c) < 0;
    }

    private static boolean isPathComponent(String text, int from, int to) {
        if (from >= to || !isLowerAlphanumeric(text.charAt(from)) || !isLowerAlphanumeric(text.charAt(to - 1))) {
            return false;
        }
        var i = from;
        while (i < to) {
            if (isLowerAlphanumeric(text.charAt(i))) {
                i++;
            } else {
                var end = separatorEnd(text, i);
                if (end == i || !isLowerAlphanumeric(text.charAt(end))) {
                    return false;
                }
                i = end;
            }
        }
        return true;
    }

    /** The end of the separator that starts at {@code i}, or {@code i} if none does. A separator is never last. */
    private static int separatorEnd(String text, int i) {
        return switch (text.charAt(i)) {
            case '.' -> i + 1;
            case '_' -> text.charAt(i + 1) == '_' ? i + 2 : i + 1;
            case '-' -> {
                var end = i;
                while (text.charAt(end) == '-') {
                    end++;
                }
                yield end;
            }
            default -> i;
        };
    }

    static boolean isTag(String tag) {
        if (tag.isEmpty() || tag.length() > MAX_TAG_LENGTH || tag.charAt(0) == '.' || tag.charAt(0) == '-') {
            return false;
        }
        for (var i = 0; i < tag.length(); i++) {
            var c = tag.charAt(i);
            if (!isAlphanumeric(c) && c != '_' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a host name, an IPv4 address or a bracketed IPv6 address, with an optional port. */
    static boolean isHost(String text) {
        var hostEnd = hostEnd(text);
        return hostEnd > 0 && (hostEnd == text.length() || isPort(text, hostEnd));
    }

    /** Whether the text is a host with a port. */
    static boolean isHostWithPort(String text) {
        var hostEnd = hostEnd(text);
        return hostEnd > 0 && hostEnd < text.length() && isPort(text, hostEnd);
    }

    private static int hostEnd(String text) {
        if (text.startsWith("[")) {
            return bracketEnd(text);
        }
        var colon = text.indexOf(':');
        var end = colon < 0 ? text.length() : colon;
        return isHostName(text, end) ? end : -1;
    }

    private static int bracketEnd(String text) {
        var close = text.indexOf(']');
        for (var i = 1; i < close; i++) {
            var c = text.charAt(i);
            if (Character.digit(c, 16) < 0 || c > 'f') {
                if (c != ':' && c != '.') {
                    return -1;
                }
            }
        }
        return close > 2 ? close + 1 : -1;
    }

    private static boolean isHostName(String text, int end) {
        var labelStart = 0;
        for (var i = 0; i <= end; i++) {
            if (i == end || text.charAt(i) == '.') {
                if (i == labelStart || text.charAt(labelStart) == '-' || text.charAt(i - 1) == '-') {
                    return false;
                }
                labelStart = i + 1;
            } else if (!isAlphanumeric(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String text, int colon) {
        var digits = text.length() - colon - 1;
        if (text.charAt(colon) != ':' || digits < 1 || digits > 5) {
            return false;
        }
        var port = 0;
        for (var i = colon + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
            port = port * 10 + (c - '0');
        }
        return port <= MAX_PORT;
    }

    private static boolean isLowerAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isAlphanumeric(char c) {
        return isLowerAlphanumeric(c) || (c >= 'A' && c <= 'Z');
    }
}
