package us.apolo.images.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * A door before a plain HTTP server that turns TLS away at once. An engine tries TLS first, and the JDK's server would let
 * it wait for its time limit.
 */
final class PlainDoor implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket door;
    private final InetSocketAddress server;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    PlainDoor(InetAddress address, InetSocketAddress server, ExecutorService threads) throws IOException {
        this.door = new ServerSocket(0, 50, address);
        this.server = server;
        this.threads = threads;
        threads.execute(this::accept);
    }

    String authority() {
        return door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var visitor = door.accept();
                open.add(visitor);
                threads.execute(() -> admit(visitor));
            } catch (IOException e) {
                requireClosed(e);
            }
        }
    }

    private void requireClosed(IOException e) {
        if (!door.isClosed()) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void admit(Socket visitor) {
        try (visitor;
                var inside = new Socket()) {
            var in = new PushbackInputStream(visitor.getInputStream());
            var first = in.read();
            if (first < 0 || first == TLS_HANDSHAKE) {
                return;
            }
            in.unread(first);
            open.add(inside);
            inside.connect(server);
            threads.execute(() -> pass(in, inside));
            copy(inside.getInputStream(), visitor.getOutputStream());
        } catch (IOException e) {
            // One of the two has hung up, which ends the visit.
            return;
        } finally {
            open.remove(visitor);
        }
    }

    private void pass(InputStream in, Socket inside) {
        try {
            copy(in, inside.getOutputStream());
            inside.shutdownOutput();
        } catch (IOException e) {
            // One of the two has hung up, which the other direction notices as well.
            return;
        } finally {
            open.remove(inside);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[64 * 1024];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
