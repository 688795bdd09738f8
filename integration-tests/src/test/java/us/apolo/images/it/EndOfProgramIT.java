package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.services.SampleImage;

/** A program that is told to end in the middle of a push leaves nothing behind. */
@OnEveryPair
class EndOfProgramIT {
    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();

    @TempDir
    Path folder = Path.of("");

    EndOfProgramIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        this.services = services;
    }

    @Test
    void theNameOfThePushIsPutBack() throws IOException, InterruptedException {
        SampleImage.of(services.engine())
                .layers(8, 25_000_000)
                .seed(project.hashCode())
                .make("ended:v1");
        var before = services.names();
        var process = start();
        try {
            assertThat(firstLine(process)).isEqualTo("moving");

            process.destroy();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(services.names()).isEqualTo(before);
        services.engine().remove("ended:v1");
    }

    private Process start() throws IOException {
        var jars = BuiltJars.of(adapters);
        jars.compile("ending", BuiltJars.Way.CLASS_PATH, folder);
        var words = new ArrayList<>(jars.start("us.apolo.images.ending.Ending", BuiltJars.Way.CLASS_PATH, folder));
        words.addAll(List.of(
                services.registry().uri().toString(),
                RealServices.USER,
                services.engine().host(),
                "acme/" + project + "/ended",
                "ended:v1"));
        var process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(services.password() + System.lineSeparator());
        }
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return output.readLine();
    }
}
