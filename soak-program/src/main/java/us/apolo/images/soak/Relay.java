package us.apolo.images.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a registry on loopback, passes on what is asked, and has some of it go wrong.
 *
 * <p><strong>It must be closed</strong>: that ends its connections and threads.
 */
final class Relay implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final InetSocketAddress upstream;
    private final FaultPlan plan;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> visitors = ConcurrentHashMap.newKeySet();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    private Relay(URI upstream, FaultPlan plan) throws IOException {
        this.upstream = new InetSocketAddress(upstream.getHost(), upstream.getPort());
        this.plan = plan;
        door = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    static Relay start(URI upstream, FaultPlan plan) throws IOException {
        return new Relay(upstream, plan);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** What went wrong without intention: failures that come of it are nobody's fault but the relay's. */
    List<String> troubles() {
        return troubles;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var visitor = door.accept();
                visitors.add(visitor);
                threads.execute(() -> serve(visitor));
            } catch (IOException e) {
                note(e);
            }
        }
    }

    private void serve(Socket visitor) {
        try (visitor;
                var visit = new Visit(visitor, upstream, plan)) {
            visit.serve();
        } catch (UpstreamException e) {
            note(e);
        } catch (IOException e) {
            // The visitor has hung up, which it may: a cancelled request ends like this.
            return;
        } finally {
            visitors.remove(visitor);
        }
    }

    private void note(Exception trouble) {
        if (!door.isClosed()) {
            troubles.add(trouble.toString());
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var visitor : visitors) {
            visitor.close();
        }
        threads.shutdownNow();
    }
}
