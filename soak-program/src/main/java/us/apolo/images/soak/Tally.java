package us.apolo.images.soak;

import java.util.concurrent.atomic.AtomicInteger;
import us.apolo.images.observation.ImagesObserver;
import us.apolo.images.observation.Operation;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.RequestStart;
import us.apolo.images.observation.Retry;

/** Counts what the operations of a worker ask for. An observer is told of an operation on the thread that starts it. */
final class Tally implements OperationListener {
    private static final ThreadLocal<Tally> CURRENT = ThreadLocal.withInitial(Tally::new);

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    /** Starts to count what this thread begins from now on. */
    static Tally begin() {
        var tally = new Tally();
        CURRENT.set(tally);
        return tally;
    }

    static ImagesObserver observer() {
        return (Operation operation) -> CURRENT.get();
    }

    int requests() {
        return requests.get();
    }

    int retries() {
        return retries.get();
    }

    @Override
    public void requestStarted(RequestStart request) {
        requests.incrementAndGet();
    }

    @Override
    public void retrying(Retry retry) {
        retries.incrementAndGet();
    }
}
