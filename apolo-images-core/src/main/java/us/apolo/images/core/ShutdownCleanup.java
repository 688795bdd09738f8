package us.apolo.images.core;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends transfers when the Java virtual machine is told to end, by Ctrl-C for example, so that they put back the names
 * that they have given. Known to the virtual machine only while there are transfers, so that {@code Images} that nobody
 * closes are not kept for ever.
 */
final class ShutdownCleanup {
    private final Runnable cleanup;
    private final ReentrantLock lock = new ReentrantLock();
    private int transfers;
    private @Nullable Thread hook;

    /**
     * Makes one that knows of no transfer yet.
     *
     * @param cleanup ends the transfers and waits until they have cleaned up
     */
    ShutdownCleanup(Runnable cleanup) {
        this.cleanup = cleanup;
    }

    /** Does a transfer, which is ended if the virtual machine ends meanwhile. */
    <T> T during(Supplier<T> transfer) {
        begin();
        try {
            return transfer.get();
        } finally {
            end();
        }
    }

    private void begin() {
        lock.lock();
        try {
            if (transfers == 0) {
                hook = register(new Thread(cleanup, "apolo-images-shutdown"));
            }
            transfers++;
        } finally {
            lock.unlock();
        }
    }

    private static @Nullable Thread register(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return hook;
        } catch (IllegalStateException e) {
            // The end has begun already, and with it the time for hooks.
            return null;
        }
    }

    private void end() {
        lock.lock();
        try {
            transfers--;
            if (transfers == 0 && hook != null) {
                deregister(hook);
                hook = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private static void deregister(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already, and is why this transfer has ended.
            return;
        }
    }
}
