package us.apolo.images.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** How many columns the terminal has that the program was started from. */
final class TerminalWidth {
    private static final System.Logger LOG = System.getLogger(TerminalWidth.class.getName());
    private static final int USUAL = 80;
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d{1,5} ([1-9]\\d{0,4})\\s*");

    private TerminalWidth() {}

    /** What {@code COLUMNS} says, else what the terminal says, else 80. */
    static int columns(Map<String, String> environment) {
        var stated = environment.getOrDefault("COLUMNS", "");
        return stated.matches("[1-9]\\d{0,4}") ? Integer.parseInt(stated) : read(answer());
    }

    /** Reads rows and columns, as {@code stty} writes them. */
    static int read(String size) {
        var matcher = ROWS_AND_COLUMNS.matcher(size);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : USUAL;
    }

    private static String answer() {
        try {
            var process = new ProcessBuilder("sh", "-c", "stty size </dev/tty 2>/dev/null")
                    .redirectError(Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            try (var output = process.getInputStream()) {
                return new String(output.readAllBytes(), StandardCharsets.US_ASCII);
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The terminal cannot be asked for its size", e);
            return "";
        }
    }
}
