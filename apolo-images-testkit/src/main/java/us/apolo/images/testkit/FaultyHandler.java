package us.apolo.images.testkit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireHandler;

/** Stands before the registry: records each request, and has things go wrong on demand. */
final class FaultyHandler implements WireHandler {
    private final WireHandler registry;
    private final List<ActiveFault> faults = new CopyOnWriteArrayList<>();

    /** Many may come: to add one takes as long as to add the first. */
    private final Queue<RecordedRequest> requests = new ConcurrentLinkedQueue<>();

    FaultyHandler(WireHandler registry) {
        this.registry = registry;
    }

    ActiveFault add(Fault fault) {
        var active = new ActiveFault(fault);
        faults.add(active);
        return active;
    }

    void heal() {
        faults.forEach(ActiveFault::remove);
        faults.clear();
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    void forgetRequests() {
        requests.clear();
    }

    @Override
    public void handle(WireExchange exchange) throws IOException {
        var recorded = new AtomicBoolean();
        exchange.editHead((status, headers) -> {
            // Before it goes out, so that whoever has the answer finds it here.
            recorded.set(true);
            record(exchange, status);
            return headers;
        });
        var fault = hitting(exchange);
        if (fault.isPresent()) {
            pause(fault.get());
            if (fault.get().action() instanceof FaultAction.NoAnswer) {
                recorded.set(true);
                record(exchange, 0);
            }
            if (!fault.get().action().apply(exchange)) {
                return;
            }
        }
        try {
            registry.handle(exchange);
        } catch (IOException e) {
            if (!recorded.get()) {
                record(exchange, 0);
            }
            throw e;
        }
    }

    private void record(WireExchange exchange, int status) {
        requests.add(new RecordedRequest(exchange.method(), exchange.path(), exchange.query(), status));
    }

    private Optional<Fault> hitting(WireExchange exchange) {
        return faults.stream()
                .flatMap(fault -> fault.hitting(exchange).stream())
                .findFirst();
    }

    /** An interrupt is that of the server, which is being closed. */
    private static void pause(Fault fault) throws IOException {
        try {
            Thread.sleep(fault.delay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server was closed during a delay", e);
        }
    }
}
