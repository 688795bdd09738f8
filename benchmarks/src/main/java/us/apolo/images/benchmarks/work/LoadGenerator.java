package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import us.apolo.images.benchmarks.Outcome;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.services.Command;

/** {@code wrk}: as many requests as a registry answers. Its seconds are those of one request. */
final class LoadGenerator implements Peer {
    /** What the page calls it. */
    static final String NAME = "wrk, requests alone";

    private static final Pattern REQUESTS_PER_SECOND = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final String SCRIPT = """
            wrk.headers["Authorization"] = os.getenv("BENCHMARK_AUTHORIZATION")
            wrk.headers["Accept"] = "application/vnd.oci.image.manifest.v1+json"
            local number = 0
            request = function()
              number = (number + 1) % TAGS
              return wrk.format("GET", wrk.path .. "manifests/v" .. number)
            end
            """;

    private final Command command;

    private LoadGenerator(Command command) {
        this.command = command;
    }

    /** Asks for the manifests of all tags, in turn, over so many connections. */
    static LoadGenerator of(URI registry, int connections, Path folder) throws IOException {
        var script = Files.writeString(
                folder.resolve("tags.lua"), SCRIPT.replace("TAGS", Integer.toString(FilledRegistry.TAGS)));
        return new LoadGenerator(Command.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d3s",
                        "-s",
                        script.toString(),
                        registry.resolve("/v2/" + FilledRegistry.TAGGED + "/").toString())
                .environment("BENCHMARK_AUTHORIZATION", "Basic " + FilledRegistry.BASIC));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome run(List<String> words) {
        var output = command.run().output();
        var rate = REQUESTS_PER_SECOND.matcher(output);
        if (!rate.find() || output.contains("Non-2xx")) {
            throw new IllegalStateException("The load generator has failed: " + output);
        }
        return new Outcome(1 / Double.parseDouble(rate.group(1)), "");
    }

    @Override
    public void close() {
        // It is started for each run.
    }
}
