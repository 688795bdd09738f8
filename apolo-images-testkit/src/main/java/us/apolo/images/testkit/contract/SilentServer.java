package us.apolo.images.testkit.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Accepts connections and then never says what is waited for: nothing at all, or byte by byte without an end. */
final class SilentServer implements AutoCloseable {
    /** The start of a TLS record of 16 kilobytes. */
    private static final byte[] RECORD = {0x16, 3, 3, 0x40, 0};

    private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final boolean dripping;

    private SilentServer(boolean dripping) throws IOException {
        this.dripping = dripping;
        var thread = new Thread(this::accept, "wire-silent-" + listener.getLocalPort());
        thread.setDaemon(true);
        thread.start();
    }

    /** Says nothing. */
    static SilentServer silent() throws IOException {
        return new SilentServer(false);
    }

    /** Begins a TLS record and sends a byte of it every tenth of a second. */
    static SilentServer dripping() throws IOException {
        return new SilentServer(true);
    }

    private void accept() {
        try {
            while (true) {
                var socket = listener.accept();
                sockets.add(socket);
                if (dripping) {
                    var thread = new Thread(() -> drip(socket), "wire-dripping-" + socket.getPort());
                    thread.setDaemon(true);
                    thread.start();
                }
            }
        } catch (IOException e) {
            // Closed: this is how it ends.
            return;
        }
    }

    private static void drip(Socket socket) {
        try {
            var out = socket.getOutputStream();
            out.write(RECORD);
            while (true) {
                out.write(1);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            // The client has gone, or this is closed: this is how it ends.
            return;
        }
    }

    URI uri(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
