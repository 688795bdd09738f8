package us.apolo.images.benchmarks.work;

import java.time.Duration;
import java.util.stream.Stream;

/** How long processes have kept the processors busy. */
final class ProcessorTime {
    private ProcessorTime() {}

    /** The seconds of a process that runs. */
    static double of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(ProcessorTime::seconds)
                .orElse(0.0);
    }

    /** The seconds of those among this program's descendants whose command contains a word. */
    static double ofOurs(String word) {
        return ours(word).mapToDouble(process -> of(process.pid())).sum();
    }

    private static Stream<ProcessHandle> ours(String word) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains(word));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
