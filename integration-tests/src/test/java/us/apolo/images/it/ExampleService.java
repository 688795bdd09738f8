package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The service of the examples while it runs, under Maven, as its README has it. */
final class ExampleService implements AutoCloseable {
    private static final String LISTENING = "listening on port ";

    /** It has done what it is here for long before. */
    private static final int MINUTES = 10;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process maven;
    private final BufferedReader output;

    private ExampleService(Process maven) {
        this.maven = maven;
        // Whoever waits for what it says takes no notice of an interrupt.
        CompletableFuture.delayedExecutor(MINUTES, TimeUnit.MINUTES).execute(this::close);
        this.output = maven.inputReader(StandardCharsets.UTF_8);
    }

    static ExampleService start(List<String> command, RealServices services, Path token) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("REGISTRY", services.registry().uri().toString());
        builder.environment().put("REGISTRY_USER", RealServices.USER);
        builder.environment().put("REGISTRY_TOKEN_FILE", token.toString());
        builder.environment().put("DOCKER_HOST", services.engine().host());
        builder.environment().put("PORT", "0");
        var maven = builder.start();
        maven.getOutputStream().close();
        return new ExampleService(maven);
    }

    /** Waits until the service listens, and gives its address. */
    URI address() throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            // Maven may reset colours before.
            var said = line.indexOf(LISTENING);
            if (said >= 0) {
                return URI.create("http://localhost:" + line.substring(said + LISTENING.length()));
            }
        }
        throw new AssertionError("The service has ended before it listened");
    }

    HttpResponse<String> post(URI target) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(target).POST(HttpRequest.BodyPublishers.noBody()));
    }

    HttpResponse<String> get(URI target) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(target));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Tells the service to end, as an operating system does; says what it has said to that. */
    String end() throws InterruptedException {
        maven.descendants().forEach(ProcessHandle::destroy);
        var said = output.lines().collect(Collectors.joining("\n"));
        assertThat(maven.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Override
    public void close() {
        maven.descendants().forEach(ProcessHandle::destroyForcibly);
        maven.destroyForcibly();
    }
}
