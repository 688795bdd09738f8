package us.apolo.images.cli;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Writes each message of one logger as a line. */
final class LineLogger implements System.Logger {
    private final String name;

    LineLogger(String name) {
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return LogLinesFinder.isOurs(name) && LogLines.shows(level);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            var cause = thrown == null ? "" : ": " + thrown;
            LogLines.add("apolo-images: " + LogLinesFinder.word(level) + message + cause);
        }
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object @Nullable ... values) {
        if (isLoggable(level)) {
            log(
                    level,
                    bundle,
                    format == null || values == null || values.length == 0
                            ? format
                            : MessageFormat.format(format, values),
                    (Throwable) null);
        }
    }
}
