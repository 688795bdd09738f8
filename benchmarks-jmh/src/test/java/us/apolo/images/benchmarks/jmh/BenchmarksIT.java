package us.apolo.images.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each program once, with little to do: that it runs and prints what README.md says. */
@Tag("long")
class BenchmarksIT {
    private static JsonNode run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName()),
                Stream.of(arguments));
        var process = new ProcessBuilder(command.toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return JsonMapper.builder().build().readTree(output);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aListCostsTimeBesideItsBareRequests() throws IOException, InterruptedException {
        var report = run(ListCost.class, "2000");
        for (var kind : List.of("kit", "prepared")) {
            for (var transport : Transports.NAMES) {
                assertThat(report.at("/" + kind + "/" + transport + "/images~1pages/time/median")
                                .asDouble())
                        .isPositive();
            }
        }
    }

    @Test
    void aCatalogIsReadAsAStreamInASmallHeap() throws IOException, InterruptedException {
        var report = run(CatalogStream.class, "20000");
        for (var transport : Transports.NAMES) {
            assertThat(report.at("/" + transport + "/namesPerSecond").asLong()).isPositive();
            assertThat(report.at("/" + transport + "/resources/mostHeapBytes").asLong())
                    .isPositive();
        }
    }

    @Test
    void aTransferHoldsThreadsAndDescriptors() throws IOException, InterruptedException {
        var report = run(TransferCost.class, "1");
        for (var transport : Transports.NAMES) {
            assertThat(report.at("/" + transport + "/8/pull/mostThreads").asInt())
                    .isPositive();
            assertThat(report.at("/" + transport + "/1/push/mostDescriptors").asInt())
                    .isPositive();
        }
    }

    @Test
    void jmhFindsTheBenchmarks() throws RunnerException {
        var options = new OptionsBuilder()
                .include(NamesBenchmark.class.getSimpleName() + "|" + DigestBenchmark.class.getSimpleName())
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .build();
        assertThat(new Runner(options).run()).hasSize(3 + 2 + 2 + 2 * Transports.NAMES.size());
    }
}
