package us.apolo.images.testkit;

import java.util.Optional;
import us.apolo.images.testkit.wire.WireExchange;

/** A {@link Fault} that a {@link RegistryServer} has. Thread-safe. */
public final class ActiveFault {
    private final Fault fault;
    private int seen;
    private int hits;
    private boolean removed;

    ActiveFault(Fault fault) {
        this.fault = fault;
    }

    /** Gives the fault if it hits the request, which counts then. */
    synchronized Optional<Fault> hitting(WireExchange exchange) {
        if (removed || hits == fault.target().times() || !fault.target().matches(exchange)) {
            return Optional.empty();
        }
        seen++;
        if (seen <= fault.target().skipped()) {
            return Optional.empty();
        }
        hits++;
        return Optional.of(fault);
    }

    /**
     * Counts what went wrong.
     *
     * @return how many requests this fault has hit
     */
    public synchronized int hits() {
        return hits;
    }

    /** Ends it: requests go well again. To remove it twice does nothing. */
    public synchronized void remove() {
        removed = true;
    }

    /** The fault and how often it has hit. */
    @Override
    public synchronized String toString() {
        return fault + ", hit " + hits + " times" + (removed ? ", removed" : "");
    }
}
