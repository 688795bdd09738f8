package us.apolo.images.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import us.apolo.images.LocalImage;

/** The engine without the library: to remove what was pulled, so that the next pull has something to do. */
final class EngineImages {
    private static final String SCHEME = "unix://";

    private final UnixDomainSocketAddress socket;

    EngineImages(String host) {
        if (!host.startsWith(SCHEME)) {
            throw new IllegalArgumentException("The engine is at a Unix socket, not at " + host);
        }
        socket = UnixDomainSocketAddress.of(host.substring(SCHEME.length()));
    }

    /** Whether it was there. */
    boolean remove(LocalImage image) {
        var name = image.name() + ":" + image.tag();
        var answer = exchange(
                "DELETE /images/" + name + "?force=true HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n");
        if (answer.startsWith("HTTP/1.1 404 ")) {
            return false;
        }
        if (!answer.startsWith("HTTP/1.1 200 ")) {
            throw new IllegalStateException("The engine itself did not remove " + name + ": " + answer);
        }
        return true;
    }

    private String exchange(String request) {
        try (var channel = SocketChannel.open(socket)) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            var all = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(4096);
            while (channel.read(buffer) >= 0) {
                all.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return all.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The engine itself did not answer", e);
        }
    }
}
