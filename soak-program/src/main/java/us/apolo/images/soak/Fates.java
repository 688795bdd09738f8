package us.apolo.images.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the faults of one kind.
 *
 * @param injected how many there were
 * @param inEngine how many of them hit a request of the engine
 * @param mendedByRetries in operations that went well, after the library had tried again
 * @param mendedBelow in operations that went well without that: the engine or the transport saw to it, or nobody had to
 * @param told in operations that failed
 * @param cancelled in operations that were cancelled, or behind their end
 */
record Fates(long injected, long inEngine, long mendedByRetries, long mendedBelow, long told, long cancelled) {
    private static final Fates NONE = new Fates(0, 0, 0, 0, 0, 0);

    static Fates of(List<InjectedFault> faults, List<OperationRecord> operations) {
        var byWorker = new HashMap<String, List<OperationRecord>>();
        operations.forEach(operation -> byWorker.computeIfAbsent(operation.about(), about -> new ArrayList<>())
                .add(operation));
        return faults.stream().map(fault -> one(fault, byWorker)).reduce(NONE, Fates::plus);
    }

    private static Fates one(InjectedFault fault, Map<String, List<OperationRecord>> byWorker) {
        var met = byWorker.getOrDefault(fault.about(), List.of()).stream()
                .filter(operation -> Verdict.isDuring(fault, operation))
                .toList();
        var inEngine = fault.fromEngine() ? 1 : 0;
        // Several may ask for the list of repositories at the same time: whoever shows a trace of it had it.
        if (met.stream().anyMatch(OperationRecord::hasFailed)) {
            return new Fates(1, inEngine, 0, 0, 1, 0);
        }
        if (met.stream().anyMatch(operation -> isWell(operation) && operation.retries() > 0)) {
            return new Fates(1, inEngine, 1, 0, 0, 0);
        }
        return met.stream().anyMatch(Fates::isWell)
                ? new Fates(1, inEngine, 0, 1, 0, 0)
                : new Fates(1, inEngine, 0, 0, 0, 1);
    }

    private static boolean isWell(OperationRecord operation) {
        return operation.fate() == OperationRecord.Fate.WELL;
    }

    private Fates plus(Fates other) {
        return new Fates(
                injected + other.injected,
                inEngine + other.inEngine,
                mendedByRetries + other.mendedByRetries,
                mendedBelow + other.mendedBelow,
                told + other.told,
                cancelled + other.cancelled);
    }
}
