package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many bytes operations allocate, in a virtual machine of their own in which nothing else happens. They are the same
 * in each run, and differ a little by the JDK, for which the bounds leave room: they are less than a tenth above what is
 * allocated now. Who makes an operation dearer on purpose changes the table.
 */
class AllocationTest {
    @TempDir
    static Path folder = Path.of("");

    private static Map<String, Long> measured = Map.of();

    @BeforeAll
    static void measure() throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(
                        Jdk.running().java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationProbe.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        measured = Files.readAllLines(output).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Long.valueOf(parts[1])));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            operation                    |  bytes
            digest                       |   3350
            tagInfo                      |  30800
            1000 tags                    | 126000
            1000 repositories            | 187000
            1000 repositories, streamed  | 505000
            local name                   |    275
            platform name                |    520
            external name                |    390
            digest by OKHTTP             |  21300
            digest by APACHE             |  14200
            """)
    void allocatesNoMoreThanItDid(String operation, long bytes) {
        assertThat(Objects.requireNonNull(measured.get(operation), operation))
                .as("bytes for %s", operation)
                .isLessThanOrEqualTo(bytes)
                .as("the bound for %s, which is far above what is allocated", operation)
                .isGreaterThan(bytes / 2);
    }
}
