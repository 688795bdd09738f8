package us.apolo.images.benchmarks.jmh;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A registry that has one image, whose layers are zeros that it makes as they are asked for, and that throws away what
 * is pushed to it. So it costs next to nothing, whatever the size.
 */
final class BlobRegistry implements AutoCloseable {
    private static final int PIECE = 64 * 1024;
    private static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
    private static final byte[] CONFIG =
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\"}}"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final Map<String, Long> layers;
    private final byte[] manifest;

    private BlobRegistry(HttpServer server, Map<String, Long> layers) {
        this.server = server;
        this.layers = layers;
        this.manifest = manifest(layers);
    }

    /**
     * Starts it.
     *
     * @param count how many layers
     * @param bytesEach how large the first is; each has one byte more than the one before, so that they differ
     */
    static BlobRegistry start(int count, long bytesEach) throws IOException {
        var layers = new LinkedHashMap<String, Long>();
        for (var i = 0; i < count; i++) {
            layers.put(digestOfZeros(bytesEach + i), bytesEach + i);
        }
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        var registry = new BlobRegistry(server, layers);
        server.createContext("/v2/", registry::handle);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "blobs");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
        return registry;
    }

    private static String digestOfZeros(long bytes) {
        var hash = sha256();
        var piece = new byte[PIECE];
        for (var left = bytes; left > 0; left -= PIECE) {
            hash.update(piece, 0, (int) Math.min(left, PIECE));
        }
        return "sha256:" + HexFormat.of().formatHex(hash.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String digest(byte[] content) {
        return "sha256:" + HexFormat.of().formatHex(sha256().digest(content));
    }

    private static byte[] manifest(Map<String, Long> layers) {
        var json = new StringBuilder("{\"schemaVersion\":2,\"mediaType\":\"" + MEDIA_TYPE + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", digest(CONFIG), CONFIG.length)
                + ",\"layers\":[");
        layers.forEach((digest, size) -> json.append(descriptor("application/vnd.oci.image.layer.v1.tar", digest, size))
                .append(','));
        json.setCharAt(json.length() - 1, ']');
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String descriptor(String mediaType, String digest, long size) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var name = path.substring(path.lastIndexOf('/') + 1);
            switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" -> give(exchange, path, name);
                case "POST" -> {
                    exchange.getResponseHeaders().set("Location", path + "one");
                    exchange.sendResponseHeaders(202, -1);
                }
                default -> take(exchange, path);
            }
        }
    }

    /** Manifests and blobs; what has been pushed is in a repository of its own, in which there is never any. */
    private void give(HttpExchange exchange, String path, String name) throws IOException {
        var isPushed = path.contains("/pushed/");
        if (path.contains("/manifests/")) {
            exchange.getResponseHeaders().set("Docker-Content-Digest", digest(manifest));
            exchange.getResponseHeaders().set("Content-Type", MEDIA_TYPE);
            send(exchange, manifest.length, out -> out.write(manifest));
        } else if (isPushed) {
            exchange.sendResponseHeaders(404, -1);
        } else if (name.equals(digest(CONFIG))) {
            send(exchange, CONFIG.length, out -> out.write(CONFIG));
        } else {
            var size = layers.getOrDefault(name, 0L);
            send(exchange, size, out -> zeros(out, size));
        }
    }

    /** Writes a body. */
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void send(HttpExchange exchange, long length, Body body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(200, length);
        body.writeTo(exchange.getResponseBody());
    }

    private static void zeros(OutputStream out, long size) throws IOException {
        var piece = new byte[PIECE];
        for (var left = size; left > 0; left -= PIECE) {
            out.write(piece, 0, (int) Math.min(left, PIECE));
        }
    }

    private static void take(HttpExchange exchange, String path) throws IOException {
        drain(exchange.getRequestBody());
        exchange.getResponseHeaders().set("Location", path);
        exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PATCH") ? 202 : 201, -1);
    }

    private static void drain(InputStream in) throws IOException {
        var buffer = new byte[PIECE];
        var read = 0;
        while (read >= 0) {
            read = in.read(buffer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
