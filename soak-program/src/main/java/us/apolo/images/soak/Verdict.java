package us.apolo.images.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a run comes to: nothing, or what must not be.
 *
 * @param unexplained failures that no injected fault explains
 * @param leaks what has grown
 */
record Verdict(List<OperationRecord> unexplained, List<String> leaks) {
    /** The clock of another virtual machine may show another millisecond. */
    private static final long CLOCK_MILLIS = 2;

    static final int MORE_THREADS = 4;
    /** A pool may be empty at one point and full at another. */
    static final int MORE_DESCRIPTORS = 16;

    static final int MORE_HEAP_KILOBYTES = 4 * 1024;
    private static final int COMPARED = 3;

    Verdict {
        unexplained = List.copyOf(unexplained);
        leaks = List.copyOf(leaks);
    }

    static Verdict of(List<OperationRecord> operations, List<InjectedFault> faults, List<Sample> samples) {
        var byWorker = new HashMap<String, List<InjectedFault>>();
        faults.forEach(fault -> byWorker.computeIfAbsent(fault.about(), about -> new ArrayList<>())
                .add(fault));
        var unexplained = operations.stream()
                .filter(OperationRecord::hasFailed)
                .filter(operation -> !isExplained(operation, byWorker))
                .toList();
        return new Verdict(unexplained, leaks(samples));
    }

    boolean isGood() {
        return unexplained.isEmpty() && leaks.isEmpty();
    }

    /** Every attempt that an error tells of has a fault of its own, which leads to such an error. */
    private static boolean isExplained(OperationRecord failed, Map<String, List<InjectedFault>> byWorker) {
        var met = byWorker.getOrDefault(failed.about(), List.of()).stream()
                .filter(fault -> isDuring(fault, failed))
                .filter(fault -> fault.kind() != FaultKind.DELAY)
                .toList();
        return met.size() >= Math.max(1, failed.attempts())
                && met.stream().anyMatch(fault -> fault.kind().explains(failed.error()));
    }

    static boolean isDuring(InjectedFault fault, OperationRecord operation) {
        return fault.about().equals(operation.about())
                && fault.millis() >= operation.start() - CLOCK_MILLIS
                && fault.millis() <= operation.end() + CLOCK_MILLIS;
    }

    /** The first sample is left out: there, classes are still being loaded and pools filled. */
    private static List<String> leaks(List<Sample> samples) {
        if (samples.size() <= 2 * COMPARED) {
            throw new IllegalArgumentException("Too few samples to tell: " + samples.size());
        }
        return Stream.of(
                        growth("threads", samples, Sample::threads, MORE_THREADS),
                        growth("descriptors", samples, Sample::descriptors, MORE_DESCRIPTORS),
                        growth("KB of heap", samples, Sample::heapKilobytes, MORE_HEAP_KILOBYTES))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> growth(String what, List<Sample> samples, ToLongFunction<Sample> value, long allowed) {
        var before = median(samples.subList(1, 1 + COMPARED), value);
        var after = median(samples.subList(samples.size() - COMPARED, samples.size()), value);
        return after - before > allowed
                ? List.of("%d %s have become %d, more than %d are a leak".formatted(before, what, after, allowed))
                : List.of();
    }

    private static long median(List<Sample> samples, ToLongFunction<Sample> value) {
        return samples.stream()
                .mapToLong(value)
                .sorted()
                .skip(COMPARED / 2)
                .findFirst()
                .orElseThrow();
    }
}
