package us.apolo.images.testkit.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A port that somebody listens at who accepts nobody, and whose queue is full: to connect to it takes for ever. */
final class FullBacklog implements AutoCloseable {
    private static final int MORE_THAN_ANY_QUEUE = 64;

    private final ServerSocket listener;
    private final List<Socket> queue = new ArrayList<>();

    FullBacklog() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        try {
            fill();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void fill() throws IOException {
        for (var i = 0; i < MORE_THAN_ANY_QUEUE; i++) {
            var socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 200);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IllegalStateException("The queue of a listening socket has no end on this system");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        for (var socket : queue) {
            socket.close();
        }
        listener.close();
    }
}
