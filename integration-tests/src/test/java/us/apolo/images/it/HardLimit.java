package us.apolo.images.it;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what hangs, interruptible or not, and says where it does. */
final class HardLimit {
    private HardLimit() {}

    /**
     * Works on a thread of its own.
     *
     * @throws AssertionError if it takes longer; the cause has the stack of the thread
     */
    static <T> T run(Duration limit, Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, "within " + limit.toSeconds() + " s");
        thread.setDaemon(true);
        thread.start();
        try {
            var result = task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            thread.join();
            return result;
        } catch (TimeoutException e) {
            throw hanging(limit, thread);
        }
    }

    private static AssertionError hanging(Duration limit, Thread thread) {
        var where = new Exception("It hangs here");
        where.setStackTrace(thread.getStackTrace());
        thread.interrupt();
        return new AssertionError("It has not ended within " + limit.toSeconds() + " s", where);
    }
}
