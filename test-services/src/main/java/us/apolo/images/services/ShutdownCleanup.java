package us.apolo.images.services;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes what is still open when the program ends early: by Ctrl-C, SIGTERM, or an exit without close. */
final class ShutdownCleanup {
    private static final Logger LOGGER = System.getLogger(ShutdownCleanup.class.getName());
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ShutdownCleanup::closeAll, "apolo-images services cleanup"));
    }

    private ShutdownCleanup() {}

    static void add(AutoCloseable service) {
        synchronized (OPEN) {
            OPEN.push(service);
        }
    }

    static void remove(AutoCloseable service) {
        synchronized (OPEN) {
            OPEN.remove(service);
        }
    }

    /** Closes the newest first. Each takes itself off the list, so a failing one is taken off here. */
    private static void closeAll() {
        for (var service = newest(); service != null; service = newest()) {
            try {
                service.close();
            } catch (Exception e) {
                LOGGER.log(Level.WARNING, "Could not clean up", e);
            }
        }
    }

    private static @Nullable AutoCloseable newest() {
        synchronized (OPEN) {
            return OPEN.poll();
        }
    }
}
