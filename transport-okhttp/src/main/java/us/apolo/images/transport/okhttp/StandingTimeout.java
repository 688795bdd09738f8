package us.apolo.images.transport.okhttp;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okio.AsyncTimeout;

/**
 * A limit that passes before the others and does nothing. Okio has one thread for all limits, and wakes it whenever one
 * begins that passes earlier than those it waits for: with requests that come one by one that is each read and each
 * write, which costs more than the rest of the request. While this one stands, the thread wakes once in a period instead.
 *
 * <p>It stands as long as there are requests, and a period longer.
 */
final class StandingTimeout extends AsyncTimeout {
    private static final long PERIOD_SECONDS = 1;
    private static final StandingTimeout INSTANCE = new StandingTimeout();

    private final AtomicBoolean standing = new AtomicBoolean();
    private volatile boolean wanted;

    private StandingTimeout() {
        timeout(PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Has it stand for a request that begins now. */
    static void hold() {
        INSTANCE.stand();
    }

    static boolean stands() {
        return INSTANCE.standing.get();
    }

    private void stand() {
        if (!wanted) {
            wanted = true;
        }
        if (!standing.get() && standing.compareAndSet(false, true)) {
            enter();
        }
    }

    /** On Okio's thread. A request at the very moment when this falls goes without it, and the next one has it again. */
    @Override
    protected void timedOut() {
        exit();
        if (wanted) {
            wanted = false;
            enter();
        } else {
            standing.set(false);
        }
    }
}
