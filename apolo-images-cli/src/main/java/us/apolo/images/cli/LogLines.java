package us.apolo.images.cli;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the library logs, as lines on standard error. It belongs to the process, since loggers do. Until a command starts
 * nothing is shown, and while bars are drawn the lines wait.
 */
final class LogLines {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final List<String> WAITING = new ArrayList<>();
    private static @Nullable PrintStream err;
    private static boolean isHeld;
    private static volatile Level least = Level.OFF;

    private LogLines() {}

    /** From now on, what the user wants to see is shown. */
    static void show(GlobalOptions options, PrintStream newErr) {
        locked(() -> {
            err = newErr;
            isHeld = false;
            WAITING.clear();
        });
        least = options.verbose() ? Level.DEBUG : options.quiet() || options.json() ? Level.ERROR : Level.INFO;
    }

    /** Whether a line of this level is wanted. */
    static boolean shows(Level level) {
        return level != Level.OFF && level.getSeverity() >= least.getSeverity();
    }

    /** Shows a line, or keeps it until there is room. */
    static void add(String line) {
        locked(() -> {
            if (isHeld) {
                WAITING.add(line);
            } else {
                print(line);
            }
        });
    }

    /** From now on, lines wait. */
    static void hold() {
        locked(() -> isHeld = true);
    }

    /** Shows the lines that have waited, and from now on each at once. */
    static void release() {
        locked(() -> {
            WAITING.forEach(LogLines::print);
            WAITING.clear();
            isHeld = false;
        });
    }

    private static void print(String line) {
        if (err != null) {
            err.println(line);
        }
    }

    private static void locked(Runnable work) {
        LOCK.lock();
        try {
            work.run();
        } finally {
            LOCK.unlock();
        }
    }
}
