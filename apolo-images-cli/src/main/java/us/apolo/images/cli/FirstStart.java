package us.apolo.images.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Does a bit of everything that asks a registry, so that the virtual machine can lay down the classes that later starts
 * need. The start script runs it once. The registry is played on loopback; nothing is written or kept.
 */
final class FirstStart {
    private static final String DIGEST = "sha256:" + "0".repeat(64);
    private static final Map<String, String> NOTHING = Map.of();

    private FirstStart() {}

    /**
     * Runs the questions with each transport.
     *
     * @param arguments none
     * @throws IOException if loopback cannot be listened to
     */
    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var isList = exchange.getRequestURI().getPath().endsWith("/tags/list");
            var body = (isList ? "{\"name\":\"app\",\"tags\":[\"v1\"]}" : manifest()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Docker-Content-Digest", DIGEST);
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.docker.distribution.manifest.v2+json");
            var isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(200, isHead ? -1 : body.length);
            if (!isHead) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        try {
            var image = "127.0.0.1:" + server.getAddress().getPort() + "/app";
            for (var transport : List.of("okhttp", "apache")) {
                run("--transport", transport, "digest", image + ":v1");
                run("--transport", transport, "tags", image, "--json");
                run("--transport", transport, "tags", image);
            }
            run("size", image + ":v1");
            run("digest", "--help");
            run("config", "show");
            run("unknown");
        } finally {
            server.stop(0);
        }
        System.exit(0);
    }

    private static void run(String... words) {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        var surroundings = new Surroundings(NOTHING, nowhere, nowhere, false, false, () -> 80);
        var unused = new Program(surroundings, new LoginWorkplaces(), () -> false).run(words);
    }

    private static String manifest() {
        return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\",\"size\":2,\"digest\":\""
                + DIGEST + "\"},\"layers\":[]}";
    }
}
