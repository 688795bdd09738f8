package us.apolo.images.soak;

import java.util.regex.Pattern;

/**
 * How an operation went.
 *
 * @param work what it was
 * @param about whose faults it may have met, as {@link RelayedRequest#about} tells
 * @param start when it began, as the clock shows it in milliseconds
 * @param end when it ended
 * @param fate how it ended
 * @param requests how many requests the library made
 * @param retries how often the library tried something again
 * @param error the simple name of the error; empty unless it failed
 * @param attempts how many attempts the error tells of
 * @param message the error's message
 */
record OperationRecord(
        Work work,
        String about,
        long start,
        long end,
        Fate fate,
        int requests,
        int retries,
        String error,
        int attempts,
        String message) {
    private static final String TAB = "\t";
    private static final Pattern LAYOUT = Pattern.compile("[\\t\\r\\n]+");

    /** How operations end. */
    enum Fate {
        WELL,
        FAILED,
        CANCELLED
    }

    boolean hasFailed() {
        return fate == Fate.FAILED;
    }

    String line() {
        return String.join(
                TAB,
                work.name(),
                about,
                Long.toString(start),
                Long.toString(end),
                fate.name(),
                Integer.toString(requests),
                Integer.toString(retries),
                error,
                Integer.toString(attempts),
                LAYOUT.matcher(message).replaceAll(" "));
    }

    static OperationRecord parse(String line) {
        var parts = line.split(TAB, -1);
        return new OperationRecord(
                Work.valueOf(parts[0]),
                parts[1],
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Fate.valueOf(parts[4]),
                Integer.parseInt(parts[5]),
                Integer.parseInt(parts[6]),
                parts[7],
                Integer.parseInt(parts[8]),
                parts[9]);
    }
}
