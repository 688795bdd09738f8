package us.apolo.images.benchmarks.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link BenchmarkServer} that runs as long as this is open. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final URI uri;

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts one.
     *
     * @param kind {@code kit}, {@code prepared} or {@code blobs}
     * @param number how many names, or MiB in a layer
     */
    static ServerProcess start(String kind, int number) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchmarkServer.class.getName(),
                        kind,
                        Integer.toString(number))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("The server has not started");
        }
        return new ServerProcess(process, URI.create(line));
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
