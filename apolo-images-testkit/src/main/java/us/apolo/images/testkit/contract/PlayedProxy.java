package us.apolo.images.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import us.apolo.images.Credentials;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.ProxyConfig;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** A proxy that makes tunnels, and answers plain requests itself; it refuses who has no credentials, if it wants some. */
final class PlayedProxy implements AutoCloseable {
    /** Who the transport is to the proxy. */
    static final Credentials USER = new Credentials("us\u00e9r", "p:w");

    /** How it says so. */
    static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("us\u00e9r:p:w".getBytes(StandardCharsets.UTF_8));

    private final String wanted;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final WireServer server;

    /** A request to the proxy. */
    record Asked(String method, String target, HttpHeaders headers) {}

    /** @param wanted the value of Proxy-Authorization that is wanted; empty for none */
    PlayedProxy(String wanted) {
        this.wanted = wanted;
        this.server = WireServer.start(this::handle);
    }

    ProxyConfig config() {
        return new ProxyConfig("127.0.0.1", server.port());
    }

    List<Asked> asked() {
        return asked;
    }

    int accepted() {
        return server.accepted();
    }

    private void handle(WireExchange exchange) throws IOException {
        asked.add(new Asked(exchange.method(), exchange.target(), exchange.headers()));
        if (!wanted.isEmpty() && !exchange.headers().all("Proxy-Authorization").equals(List.of(wanted))) {
            var headers = HttpHeaders.builder()
                    .add("Proxy-Authenticate", "Basic realm=\"proxy\"")
                    .build();
            exchange.respond(407, headers, new byte[0]);
        } else if (exchange.method().equals("CONNECT")) {
            tunnel(exchange);
        } else {
            exchange.respond(200, "by the proxy");
        }
    }

    private static void tunnel(WireExchange exchange) throws IOException {
        var colon = exchange.target().lastIndexOf(':');
        var port = Integer.parseInt(exchange.target().substring(colon + 1));
        try (var socket = new Socket(exchange.target().substring(0, colon), port)) {
            exchange.writeRaw("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var in = exchange.rawInput();
            var upwards = new Thread(() -> copy(in, socket), "wire-tunnel-" + port);
            upwards.setDaemon(true);
            upwards.start();
            copy(socket.getInputStream(), exchange.rawOutput());
        }
    }

    private static void copy(InputStream from, Socket to) {
        try (to) {
            copy(from, to.getOutputStream());
        } catch (IOException e) {
            // One of the two sides has gone: this is how a tunnel ends.
            return;
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var piece = new byte[8192];
        for (var count = from.read(piece); count >= 0; count = from.read(piece)) {
            to.write(piece, 0, count);
            to.flush();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
