package us.apolo.images.core.operation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import us.apolo.images.observation.CredentialsRenewal;
import us.apolo.images.observation.Operation;
import us.apolo.images.observation.OperationEnd;
import us.apolo.images.observation.OperationKind;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.RequestEnd;
import us.apolo.images.observation.RequestStart;
import us.apolo.images.observation.Retry;
import us.apolo.images.observation.TokenFetch;
import us.apolo.images.observation.TransferEnd;
import us.apolo.images.observation.TransferStart;

/** One operation, and those who hear of it. Thread-safe. */
public final class Observation {
    /** Put into words only if somebody asks. */
    private final Supplier<Operation> operation;

    private final List<GuardedListener> listeners;
    private final Time time;
    private final long begin;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean timeIsUp;

    Observation(Supplier<Operation> operation, List<GuardedListener> listeners, Time time) {
        this.operation = operation;
        this.listeners = listeners;
        this.time = time;
        this.begin = time.nanos();
    }

    /**
     * Nobody hears.
     *
     * @return an operation without listeners, for work that is no operation of its own
     */
    public static Observation none() {
        return new Observation(() -> new Operation(0, OperationKind.DIGEST, ""), List.of(), Time.system());
    }

    /** The operation for people. */
    public String name() {
        return operation.get().toString();
    }

    /** Whether anybody hears. */
    public boolean isHeard() {
        return !listeners.isEmpty();
    }

    /** What durations are measured by. */
    public Time time() {
        return time;
    }

    /** Does all of the operation. */
    public <T> T during(Supplier<T> work) {
        var result = step(work);
        ended(Optional.empty());
        return result;
    }

    /** Does a part of the operation, which is over if that fails. */
    public <T> T step(Supplier<T> work) {
        // Of a stream, each element is a step: those after the first only look.
        if (!started.get() && started.compareAndSet(false, true)) {
            tell(OperationListener::started);
        }
        try {
            return work.get();
        } catch (Throwable e) {
            ended(Optional.of(e));
            throw e;
        }
    }

    /** The operation is over, if it was not before. */
    public void ended(Optional<Throwable> failure) {
        if (ended.compareAndSet(false, true)) {
            var end = new OperationEnd(Duration.ofNanos(time.nanos() - begin), failure);
            tell(listener -> listener.ended(end));
        }
    }

    /** The operation's time limit is over, and whatever breaks off from now on does so because of it. */
    public void timeIsUp() {
        timeIsUp = true;
    }

    /** Whether the operation's time limit is over. */
    public boolean isTimeUp() {
        return timeIsUp;
    }

    /** The number of the next request. */
    public int nextRequest() {
        return requests.incrementAndGet();
    }

    public void requestStarted(RequestStart request) {
        tell(listener -> listener.requestStarted(request));
    }

    public void requestEnded(RequestEnd request) {
        tell(listener -> listener.requestEnded(request));
    }

    public void retrying(Retry retry) {
        tell(listener -> listener.retrying(retry));
    }

    public void tokenFetched(TokenFetch token) {
        tell(listener -> listener.tokenFetched(token));
    }

    public void credentialsRenewed(CredentialsRenewal renewal) {
        tell(listener -> listener.credentialsRenewed(renewal));
    }

    public void transferStarted(TransferStart transfer) {
        tell(listener -> listener.transferStarted(transfer));
    }

    public void transferEnded(TransferEnd transfer) {
        tell(listener -> listener.transferEnded(transfer));
    }

    private void tell(Consumer<OperationListener> event) {
        listeners.forEach(listener -> listener.tell(event));
    }
}
