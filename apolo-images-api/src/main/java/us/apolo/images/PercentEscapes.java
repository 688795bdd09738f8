package us.apolo.images;

import java.nio.charset.StandardCharsets;

/** Percent escapes of RFC 3986, section 2.1, for one segment of a path. */
final class PercentEscapes {
    private static final String UNRESERVED = "-._~";

    private PercentEscapes() {}

    static String encode(String segment) {
        var text = new StringBuilder();
        for (var octet : segment.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
            }
        }
        return text.toString();
    }
}
