package us.apolo.images;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent escapes of RFC 3986, section 2.1, for the octets of UTF-8. */
final class PercentEscapes {
    private static final String UNRESERVED = "-._~";
    private static final int ESCAPE_LENGTH = 3;

    private PercentEscapes() {}

    static String encode(String segment) {
        for (var i = 0; i < segment.length(); i++) {
            if (!isUnreserved(segment.charAt(i))) {
                return escaped(segment);
            }
        }
        return segment;
    }

    private static boolean isUnreserved(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
    }

    private static String escaped(String segment) {
        var text = new StringBuilder(segment.length());
        for (var octet : segment.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (isUnreserved(c)) {
                text.append(c);
            } else {
                text.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
            }
        }
        return text.toString();
    }

    static String decode(String text, String input) {
        var percent = text.indexOf('%');
        if (percent < 0) {
            return text;
        }
        var decoded = new StringBuilder(text.length());
        var start = 0;
        while (percent >= 0) {
            decoded.append(text, start, percent);
            start = endOfEscapes(text, percent);
            decoded.append(decodeEscapes(text, percent, start, input));
            percent = text.indexOf('%', start);
        }
        return decoded.append(text, start, text.length()).toString();
    }

    /** The end of the run of escapes that starts here: the octets of one character stand in one run. */
    private static int endOfEscapes(String text, int start) {
        var end = start;
        while (end < text.length() && text.charAt(end) == '%') {
            end += ESCAPE_LENGTH;
        }
        return Math.min(end, text.length());
    }

    private static CharSequence decodeEscapes(String text, int start, int end, String input) {
        var octets = new ByteArrayOutputStream((end - start) / ESCAPE_LENGTH);
        for (var i = start; i < end; i += ESCAPE_LENGTH) {
            octets.write(octet(text, i, input));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray()));
        } catch (CharacterCodingException e) {
            throw new InvalidNameException(input, "its percent escapes are not UTF-8");
        }
    }

    private static int octet(String text, int percent, String input) {
        if (percent + 2 < text.length()) {
            var high = hexDigit(text.charAt(percent + 1));
            var low = hexDigit(text.charAt(percent + 2));
            if (high >= 0 && low >= 0) {
                return high << 4 | low;
            }
        }
        throw new InvalidNameException(input, "it has a percent sign without two hexadecimal digits behind it");
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
