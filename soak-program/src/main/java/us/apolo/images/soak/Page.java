package us.apolo.images.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import us.apolo.images.services.Machine;
import us.apolo.images.soak.OperationRecord.Fate;

/** The figures of some runs, for people. */
record Page(Options options, Machine machine, List<Run> runs) {
    Page {
        runs = List.copyOf(runs);
    }

    String text() {
        return """
                # Under load and faults

                What `./soak` has found: %,d mixed operations with each transport on %d threads of one virtual machine with `%s`, one `Images` for all of them (both transports at the same time, and each with parts of its own), against Debian's `docker-registry` with passwords and deletion and a real Docker engine. Between them and the registry is a relay in which one request in %d goes wrong. The page is written by the command; `./soak --help` tells how to run it.

                %s

                ## How it is done

                - Each thread has repositories of its own, so that it knows what every answer has to be, and compares: a wrong digest, size, tag or list is a failure as well, and so is an image that is not where a push or a pull says it is.
                - The relay is a program of its own. It sees the requests of the library and those of the engine, and hits both, since a push and a pull are the engine's requests for the most part. One fault in ten lasts: it hits the same request for eight times in a row, more often than the library tries. What belongs to no single operation (the engine's question whether there is a registry) is passed on as it is.
                - A failure is explained if the relay has injected as many faults into that operation as its error tells of attempts, at least one, and of a kind that leads to such an error. A fault that is only late explains none. Whatever is not explained makes the command fail.
                - Retries are the library's own, four attempts, with waits from %d ms to %d s in place of the default's, so that the run does not spend its time with them.
                - Threads, descriptors and the heap after a collection are looked at ten times, when nothing has been under way for %d seconds: by then the library has let its idle threads go. Growth from the first points to the last (medians of three, the very first left out) by more than %d threads, %d descriptors (as many as connections may be idle) or %d MB makes the command fail.
                - The engine's memory is not in the `%s`: it is a process of its own, as are registry and relay. It sends a layer again only where the registry lacks it, so what was pushed is deleted from the registry, and what was pulled from the engine, each time. It tries layers again by itself, and waits five seconds and more for that: one that meets a lasting fault keeps its thread for a minute or two.

                %s
                """.formatted(
                        options.operations(),
                        options.threads(),
                        Run.HEAP,
                        options.oneFaultIn(),
                        machineText(),
                        Load.RETRIES.firstDelay().toMillis(),
                        Load.RETRIES.maxDelay().toSeconds(),
                        Load.QUIET.toSeconds(),
                        Verdict.MORE_THREADS,
                        Verdict.MORE_DESCRIPTORS,
                        Verdict.MORE_HEAP_KILOBYTES / 1024,
                        Run.HEAP,
                        runs.stream().map(Page::section).collect(Collectors.joining("\n"))).strip()
                + "\n";
    }

    private String machineText() {
        return "Measured with %d processors and %d GB; %s; %s; %s; %s."
                .formatted(
                        machine.processors(),
                        machine.gigabytes(),
                        machine.system(),
                        machine.java(),
                        Machine.version("docker-registry", "--version"),
                        Machine.version("dockerd", "--version"));
    }

    private static String section(Run run) {
        return """
                ## transport-%s

                %s

                | operation | number | went well | after retries | failed | cancelled |
                | --- | ---: | ---: | ---: | ---: | ---: |
                %s

                | fault | injected | into the engine's requests | mended by the library's retries | mended below or harmless | in a failed operation | in a cancelled one |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: |
                %s

                | error | operations that it ended | number | explained by an injected fault |
                | --- | --- | ---: | ---: |
                %s

                | operations | time at work | threads | most at a time | descriptors | heap after a collection |
                | ---: | ---: | ---: | ---: | ---: | ---: |
                %s
                """.formatted(run.transport(), summary(run), operations(run), faults(run), errors(run), samples(run));
    }

    private static String summary(Run run) {
        var last = run.samples().get(run.samples().size() - 1);
        var seconds = last.millis() / 1000.0;
        var mended = Fates.of(run.faults(), run.operations());
        return String.format(
                Locale.ROOT,
                "%s %,d operations in %.0f s, %.0f in a second. %,d requests of the library and %,d of the engine came to the relay; %,d faults. "
                        + "The library tried %,d times again, and %,d faults of %,d were mended by that; %,d operations failed, %s of them without an injected fault.",
                run.isGood() ? "Passed." : "**Failed.**",
                run.operations().size(),
                seconds,
                run.operations().size() / seconds,
                run.requests() - run.engineRequests(),
                run.engineRequests(),
                run.faults().size(),
                sum(run, OperationRecord::retries),
                mended.mendedByRetries(),
                run.faults().size(),
                count(run, OperationRecord::hasFailed),
                run.verdict().unexplained().isEmpty()
                        ? "none"
                        : Integer.toString(run.verdict().unexplained().size()));
    }

    private static long sum(Run run, ToIntFunction<OperationRecord> part) {
        return run.operations().stream().mapToInt(part).sum();
    }

    private static long count(Run run, Predicate<OperationRecord> condition) {
        return run.operations().stream().filter(condition).count();
    }

    private static String operations(Run run) {
        return Arrays.stream(Work.values())
                .map(work -> {
                    Predicate<OperationRecord> ofWork = operation -> operation.work() == work;
                    return row(
                            work.text(),
                            count(run, ofWork),
                            count(run, ofWork.and(operation -> operation.fate() == Fate.WELL)),
                            count(
                                    run,
                                    ofWork.and(operation -> operation.fate() == Fate.WELL && operation.retries() > 0)),
                            count(run, ofWork.and(OperationRecord::hasFailed)),
                            count(run, ofWork.and(operation -> operation.fate() == Fate.CANCELLED)));
                })
                .collect(Collectors.joining("\n"));
    }

    private static String faults(Run run) {
        var rows = Arrays.stream(FaultKind.values())
                .map(kind -> row(
                        kind.text(),
                        run.faults().stream()
                                .filter(fault -> fault.kind() == kind)
                                .toList(),
                        run))
                .collect(Collectors.joining("\n"));
        return rows + "\n" + row("together", run.faults(), run);
    }

    private static String row(String name, List<InjectedFault> faults, Run run) {
        var fates = Fates.of(faults, run.operations());
        return row(
                name,
                fates.injected(),
                fates.inEngine(),
                fates.mendedByRetries(),
                fates.mendedBelow(),
                fates.told(),
                fates.cancelled());
    }

    private static String errors(Run run) {
        var unexplained = run.verdict().unexplained();
        var byError = run.operations().stream()
                .filter(OperationRecord::hasFailed)
                .collect(Collectors.groupingBy(OperationRecord::error, TreeMap::new, Collectors.toList()));
        if (byError.isEmpty()) {
            return "| none | | 0 | 0 |";
        }
        return byError.entrySet().stream()
                .map(entry -> "| `%s` | %s | %,d | %,d |"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().stream()
                                        .map(operation -> operation.work().text())
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining("; ")),
                                entry.getValue().size(),
                                entry.getValue().stream()
                                        .filter(operation -> !unexplained.contains(operation))
                                        .count()))
                .collect(Collectors.joining("\n"));
    }

    private static String samples(Run run) {
        return run.samples().stream()
                .map(sample -> String.format(
                        Locale.ROOT,
                        "| %,d | %,d s | %d | %d | %d | %.1f MB |",
                        sample.operations(),
                        sample.millis() / 1000,
                        sample.threads(),
                        sample.mostThreads(),
                        sample.descriptors(),
                        sample.heapKilobytes() / 1024.0))
                .collect(Collectors.joining("\n"));
    }

    private static String row(String name, long... numbers) {
        return "| " + name + " | "
                + Arrays.stream(numbers)
                        .mapToObj(number -> String.format(Locale.ROOT, "%,d", number))
                        .collect(Collectors.joining(" | "))
                + " |";
    }
}
