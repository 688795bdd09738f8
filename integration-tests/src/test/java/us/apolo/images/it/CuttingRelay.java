package us.apolo.images.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line to a registry that breaks when so many bytes have gone to it. */
final class CuttingRelay implements AutoCloseable {
    private final ServerSocket entrance;
    private final URI server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Long> cuts = new ConcurrentLinkedQueue<>();

    CuttingRelay(URI server) throws IOException {
        this.server = server;
        this.entrance = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + entrance.getLocalPort());
    }

    /** Breaks the next connection that has carried so many bytes to the registry. */
    void cutAfter(long bytes) {
        cuts.add(bytes);
    }

    /** How many cuts are still to come. */
    int cutsLeft() {
        return cuts.size();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var client = entrance.accept();
                var registry = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(registry);
                threads.execute(() -> carry(client, registry, true));
                threads.execute(() -> carry(registry, client, false));
            } catch (IOException e) {
                if (!entrance.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void carry(Socket from, Socket to, boolean toRegistry) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream(), toRegistry);
        } catch (IOException e) {
            // One of the two has hung up, or the line was cut: either way both ends are closed.
            return;
        } finally {
            open.remove(from);
        }
    }

    private void copy(InputStream in, OutputStream out, boolean toRegistry) throws IOException {
        var buffer = new byte[64 * 1024];
        var total = 0L;
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            total += count;
            var cut = toRegistry ? cuts.peek() : null;
            if (cut != null && total >= cut && cuts.remove(cut)) {
                out.write(buffer, 0, (int) Math.max(0, count - (total - cut)));
                out.flush();
                return;
            }
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (var socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
