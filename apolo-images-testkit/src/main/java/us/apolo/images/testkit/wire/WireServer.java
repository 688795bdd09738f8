package us.apolo.images.testkit.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server for HTTP/1.1 on 127.0.0.1, at a port that the system chooses. Each connection has a thread of its own.
 *
 * <p><strong>It must be closed</strong>: that ends its connections, those included whose handler is still at work, and
 * leaves no thread behind.
 *
 * <pre>{@code
 * try (var server = WireServer.start(exchange -> exchange.respond(200, "hello"))) {
 *     var uri = server.uri();
 * }
 * }</pre>
 */
public final class WireServer implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int BACKLOG = 128;
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final ServerSocket listener;
    private final Builder settings;
    private final WireHandler handler;
    private final Thread acceptor;
    private final Set<WireConnection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock leaving = new ReentrantLock();
    private final Condition oneLess = leaving.newCondition();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean closed;

    private WireServer(Builder settings, WireHandler handler) throws IOException {
        this.settings = settings;
        this.handler = handler;
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(LOOPBACK));
        this.acceptor = new Thread(this::accept, "wire-" + listener.getLocalPort());
        acceptor.setDaemon(true);
    }

    /**
     * Starts a server that speaks plain HTTP.
     *
     * @param handler what it does with each request
     * @return a server that listens
     */
    public static WireServer start(WireHandler handler) {
        return builder().start(handler);
    }

    /**
     * Starts to describe a server: plain HTTP, unless something else is said.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Describes a server. */
    public static final class Builder {
        private @Nullable SSLContext tls;
        private boolean clientCertificate;

        private Builder() {}

        /**
         * Has the server speak TLS.
         *
         * @param context its keys, and whom it trusts
         * @return this
         */
        public Builder tls(SSLContext context) {
            tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * Has the server want a certificate of its clients. Plays no part without TLS.
         *
         * @return this
         */
        public Builder clientCertificate() {
            clientCertificate = true;
            return this;
        }

        /**
         * Starts the server.
         *
         * @param handler what it does with each request
         * @return a server that listens
         * @throws UncheckedIOException if the system gives it no port
         */
        public WireServer start(WireHandler handler) {
            try {
                var server = new WireServer(this, Objects.requireNonNull(handler, "handler"));
                server.acceptor.start();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("There is no port on 127.0.0.1 to listen at", e);
            }
        }
    }

    /**
     * Where the server is.
     *
     * @return {@code http://127.0.0.1:port}, or with {@code https}
     */
    public URI uri() {
        return URI.create((settings.tls == null ? "http://" : "https://") + authority());
    }

    /**
     * Where the server is, as image names have it.
     *
     * @return {@code 127.0.0.1:port}
     */
    public String authority() {
        return "127.0.0.1:" + port();
    }

    /**
     * The port.
     *
     * @return the port that the system has chosen
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Counts connections since the start.
     *
     * @return how many have been accepted
     */
    public int accepted() {
        return accepted.get();
    }

    /**
     * Counts connections.
     *
     * @return how many are open now, as far as the server has noticed
     */
    public int open() {
        return connections.size();
    }

    /**
     * Counts requests since the start.
     *
     * @return how many heads have been read and handed to the handler
     */
    public int requests() {
        return requests.get();
    }

    /**
     * What handlers threw that was no {@link IOException}. Their clients got status 500, unless an answer had begun.
     *
     * @return the errors in their order
     */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /**
     * Closes the connections on which no request is under way. A connection counts as idle from the moment on at which
     * its client has the whole of the last response.
     *
     * @return how many were closed
     */
    public int closeIdle() {
        return (int) connections.stream().filter(WireConnection::closeIfIdle).count();
    }

    /**
     * Waits until there are no more open connections than a number.
     *
     * @param count the number
     * @param limit how long to wait
     * @return whether it came to that
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitOpen(int count, Duration limit) throws InterruptedException {
        var left = limit.toNanos();
        leaving.lock();
        try {
            while (connections.size() > count) {
                if (left <= 0) {
                    return false;
                }
                left = oneLess.awaitNanos(left);
            }
            return true;
        } finally {
            leaving.unlock();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                failed(e);
                return;
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var number = accepted.incrementAndGet();
        var connection = new WireConnection(this, socket, number);
        connections.add(connection);
        var thread = new Thread(() -> run(connection), acceptor.getName() + "-connection-" + number);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        if (closed) {
            connection.abandon();
        }
    }

    private void run(WireConnection connection) {
        try {
            connection.serve(settings.tls, settings.clientCertificate);
        } finally {
            leave(connection);
            threads.remove(Thread.currentThread());
        }
    }

    private void leave(WireConnection connection) {
        leaving.lock();
        try {
            connections.remove(connection);
            oneLess.signalAll();
        } finally {
            leaving.unlock();
        }
    }

    void handle(WireExchange exchange) throws IOException {
        requests.incrementAndGet();
        handler.handle(exchange);
    }

    /** What fails because the server is being closed is nobody's fault. */
    void failed(Throwable failure) {
        if (!closed) {
            failures.add(failure);
        }
    }

    /**
     * Stops listening, ends all connections, and waits for their threads. To close twice does nothing.
     *
     * @throws IllegalStateException if a handler does not end although its connection is gone and its thread
     *     interrupted
     */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The port " + port() + " could not be given back", e);
        }
        join(acceptor);
        connections.forEach(WireConnection::abandon);
        var running = new ArrayList<>(threads);
        running.forEach(Thread::interrupt);
        running.forEach(WireServer::join);
    }

    /** Waits with the interrupt flag down, since what is not waited for is left behind. */
    private static void join(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        var interrupted = false;
        var end = System.nanoTime() + END_LIMIT.toNanos();
        while (thread.isAlive() && System.nanoTime() < end) {
            try {
                thread.join(
                        Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("The handler on the thread " + thread.getName() + " does not end");
        }
    }
}
