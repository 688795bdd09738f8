package us.apolo.images.cli;

import java.util.List;
import java.util.Locale;

/** Bytes for people, in decimal units as the progress bars have them: 1 kB is 1000 bytes. */
final class ByteCount {
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB", "EB");
    private static final double ROUNDS_UP = 999.95;

    private ByteCount() {}

    static String text(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        var unit = 0;
        var amount = bytes / 1000.0;
        while (amount >= ROUNDS_UP) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }
}
