package us.apolo.images.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A registry on loopback as it would be at a distance: what goes to it and what comes back is late by half a round trip
 * each, a new connection by a whole one more, and all of it together is no faster than a line allows.
 *
 * <p><strong>It must be closed</strong>: that ends its connections and threads.
 */
public final class DistantRegistry implements AutoCloseable {
    private static final int BACKLOG = 500;

    private final InetSocketAddress registry;
    private final Duration roundTrip;
    private final Line there;
    private final Line back;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private DistantRegistry(URI registry, Duration roundTrip, long bytesPerSecond) throws IOException {
        this.registry = new InetSocketAddress(registry.getHost(), registry.getPort());
        this.roundTrip = roundTrip;
        there = new Line(roundTrip.dividedBy(2), bytesPerSecond);
        back = new Line(roundTrip.dividedBy(2), bytesPerSecond);
        door = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    /**
     * Puts a registry at a distance.
     *
     * @param registry where it is
     * @param roundTrip how long a byte takes there and back
     * @param bytesPerSecond how much comes through in each direction; zero for as much as there is
     * @return the registry at that distance
     * @throws IOException if no port can be opened
     */
    public static DistantRegistry of(URI registry, Duration roundTrip, long bytesPerSecond) throws IOException {
        return new DistantRegistry(registry, roundTrip, bytesPerSecond);
    }

    /**
     * Where it is to be asked.
     *
     * @return {@code http://127.0.0.1:port}
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = open(door.accept());
                var server = open(new Socket(registry.getAddress(), registry.getPort()));
                var connected = System.nanoTime() + roundTrip.toNanos();
                new Direction(client, server, there, connected).start(threads);
                new Direction(server, client, back, connected).start(threads);
            } catch (IOException e) {
                if (!door.isClosed()) {
                    Bench.say("a connection to the distant registry failed: " + e);
                }
            }
        }
    }

    private Socket open(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
