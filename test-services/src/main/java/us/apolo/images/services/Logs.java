package us.apolo.images.services;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The end of what a program printed. */
final class Logs {
    static final int LIMIT = 1 << 20;

    private Logs() {}

    /** Reads to the end and keeps the last mebibyte. */
    static String tail(InputStream stream) throws IOException {
        // Twice the limit, so that the text moves once per mebibyte and not with every read.
        var kept = new byte[2 * LIMIT];
        var length = 0;
        while (true) {
            var count = stream.read(kept, length, kept.length - length);
            if (count < 0) {
                var start = Math.max(0, length - LIMIT);
                return new String(kept, start, length - start, StandardCharsets.UTF_8);
            }
            length += count;
            if (length == kept.length) {
                System.arraycopy(kept, LIMIT, kept, 0, LIMIT);
                length = LIMIT;
            }
        }
    }

    static String lastLines(String text, int count) {
        List<String> lines = text.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
