package us.apolo.images.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Does a bit of everything that asks a registry, so that the virtual machine can lay down the classes that later starts
 * need. The start script runs it once, and has it find a login that is made up, so that what is laid down does not depend
 * on who starts first. The registry is played on loopback.
 */
final class FirstStart {
    private static final String DIGEST = "sha256:" + "0".repeat(64);
    private static final Map<String, String> NOTHING = Map.of();

    private FirstStart() {}

    /**
     * Runs the questions with each transport.
     *
     * @param arguments the folder of the login, which {@code APOLO_CONFIG} names, and the folder for SQLite's library
     * @throws IOException if loopback cannot be listened to, or the folder cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = answer(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
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
            var port = server.getAddress().getPort();
            SqliteLibrary.layDown(Path.of(arguments[1]));
            logIn(Path.of(arguments[0]), URI.create("http://127.0.0.1:" + port));
            for (var image : List.of("image:app", "localhost:" + port + "/app")) {
                for (var transport : List.of("okhttp", "apache")) {
                    run("--transport", transport, "digest", image + ":v1");
                    run("--transport", transport, "tags", image, "--json");
                    run("--transport", transport, "tags", image);
                }
                run("size", image + ":v1");
            }
            run("ls");
            run("digest", "--help");
            run("config", "show");
            run("unknown");
        } finally {
            server.stop(0);
        }
        System.exit(0);
    }

    private static void logIn(Path folder, URI registry) throws IOException {
        try {
            PlayedLogin.write(folder, registry);
        } catch (SQLException e) {
            // Where the driver does not work, later starts read no login file either.
            System.err.println("apolo-images: no login is made up: " + e);
        }
    }

    private static void run(String... words) {
        var nowhere = new ResultStream(OutputStream.nullOutputStream());
        var surroundings = new Surroundings(NOTHING, nowhere, nowhere, false, false, () -> 80);
        var unused = new Program(surroundings, new LoginWorkplaces(), () -> false).run(words);
    }

    private static String answer(String path) {
        if (path.endsWith("/_catalog")) {
            return "{\"repositories\":[\"acme/ml/app\"]}";
        }
        return path.endsWith("/tags/list") ? "{\"name\":\"app\",\"tags\":[\"v1\"]}" : manifest();
    }

    private static String manifest() {
        return "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.docker.distribution.manifest.v2+json\","
                + "\"config\":{\"mediaType\":\"application/vnd.docker.container.image.v1+json\",\"size\":2,\"digest\":\""
                + DIGEST + "\"},\"layers\":[]}";
    }
}
