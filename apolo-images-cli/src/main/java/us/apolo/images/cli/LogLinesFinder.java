package us.apolo.images.cli;

import java.util.Locale;

/**
 * Has the JDK's loggers write {@link LogLines}, and nothing else: {@code java.util.logging} takes time to start, and
 * writes in two lines what fits in one.
 */
public final class LogLinesFinder extends System.LoggerFinder {
    /** Does nothing. */
    public LogLinesFinder() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new LineLogger(name);
    }

    /** Only what the library says is for people who look at images. */
    static boolean isOurs(String name) {
        return name.startsWith("us.apolo.images");
    }

    /** The word for a level at the start of a line. */
    static String word(System.Logger.Level level) {
        return level == System.Logger.Level.INFO ? "" : level.getName().toLowerCase(Locale.ROOT) + ": ";
    }
}
