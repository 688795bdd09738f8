package us.apolo.images.console;

import java.util.List;
import java.util.Locale;

/**
 * Bytes for people, as the progress has them, for those who print sizes beside it.
 *
 * <pre>{@code
 * System.out.println(ByteCount.text(images.size(image)));
 * }</pre>
 */
public final class ByteCount {
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB", "EB");
    private static final double ROUNDS_UP = 999.95;

    private ByteCount() {}

    /**
     * Writes a count in decimal units: 1 kB is 1000 bytes.
     *
     * @param bytes how many bytes; zero or more
     * @return at most eight characters, such as {@code 999.9 MB}
     */
    public static String text(long bytes) {
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

    /** Counts that a server makes up may be huge; a sum stays at the largest number instead of turning negative. */
    static long sum(long first, long second) {
        var sum = first + second;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
