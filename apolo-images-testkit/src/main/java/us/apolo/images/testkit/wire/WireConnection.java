package us.apolo.images.testkit.wire;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection: reads requests one after another, and has each handled. */
final class WireConnection {
    private static final int LINGER_MILLIS = 2_000;
    private static final long MAX_LINGER = 64L << 20;

    private final WireServer server;
    private final Socket socket;
    private final int number;
    private final CountDownLatch abandoned = new CountDownLatch(1);

    /** Held while idleness changes, so that nobody closes a connection on which a response is just being finished. */
    private final ReentrantLock lock = new ReentrantLock();

    /** The socket, or the TLS above it: for the connection's thread. */
    private Socket speaking;

    private boolean idle = true;

    WireConnection(WireServer server, Socket socket, int number) {
        this.server = server;
        this.socket = socket;
        this.speaking = socket;
        this.number = number;
    }

    int number() {
        return number;
    }

    boolean isSecure() {
        return speaking != socket;
    }

    void serve(@Nullable SSLContext tls, boolean clientCertificate) {
        try (socket) {
            if (tls != null) {
                speaking = secured(tls, clientCertificate);
            }
            var in = new BufferedInputStream(speaking.getInputStream());
            var out = new BufferedOutputStream(speaking.getOutputStream());
            while (serveOne(in, out)) {
                // The next request, as long as both sides keep the connection.
            }
        } catch (IOException e) {
            // The client has gone, or the connection was cut on purpose: either way it is over.
            abandoned.countDown();
        }
    }

    /** Above the socket that was accepted, so that this one can still be cut without a farewell. */
    private SSLSocket secured(SSLContext tls, boolean clientCertificate) throws IOException {
        var secure = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        secure.setUseClientMode(false);
        secure.setNeedClientAuth(clientCertificate);
        secure.startHandshake();
        return secure;
    }

    private boolean serveOne(InputStream in, OutputStream out) throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            return false;
        }
        in.reset();
        if (!setIdle(false)) {
            return false;
        }
        try {
            return handle(new WireExchange(this, RequestHead.read(in), in, out));
        } catch (MalformedRequestException e) {
            refuse(e, out);
            hangUp();
            return false;
        }
    }

    private boolean handle(WireExchange exchange) throws IOException {
        try {
            server.handle(exchange);
            if (!exchange.isAnswered()) {
                throw new IllegalStateException("The handler has left a request without an answer: " + exchange);
            }
        } catch (RuntimeException | Error e) {
            server.failed(e);
            exchange.apologize();
        }
        if (exchange.keepsConnection()) {
            return true;
        }
        exchange.hangUp();
        return false;
    }

    private static void refuse(MalformedRequestException e, OutputStream out) throws IOException {
        var head = "HTTP/1.1 " + e.status() + " Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Sends the last bytes of a response, after which the connection is idle. */
    void finishResponse(OutputStream out) throws IOException {
        lock.lock();
        try {
            out.flush();
            idle = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the connection is still there. */
    private boolean setIdle(boolean newIdle) {
        lock.lock();
        try {
            idle = newIdle;
            return !socket.isClosed();
        } finally {
            lock.unlock();
        }
    }

    boolean closeIfIdle() {
        try {
            // Whoever holds the lock is about to finish a response, unless the client does not read.
            if (!lock.tryLock(1, TimeUnit.SECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            if (!idle || socket.isClosed()) {
                return false;
            }
            abandon();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the server or this connection is closed from this side. */
    void stall() throws IOException {
        try {
            abandoned.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("The connection was closed while it was stalled");
    }

    /** Ends the connection as a crashed host does: the client reads an error and not an end. */
    void reset() throws IOException {
        resetAtEnd();
        abandon();
    }

    /** The same, once the handler has ended with an error. */
    void resetAtEnd() throws IOException {
        socket.setSoLinger(true, 0);
    }

    /**
     * Ends the connection with an end that the client reads. What the client still sends is read for a while, since a
     * system that closes a socket with unread bytes sends an error, which may overtake the response.
     */
    void hangUp() throws IOException {
        if (socket.isClosed()) {
            return;
        }
        socket.setSoTimeout(LINGER_MILLIS);
        speaking.shutdownOutput();
        try {
            if (!socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
            var rest = socket.getInputStream();
            var buffer = new byte[8192];
            for (var total = 0L; total < MAX_LINGER; ) {
                var count = rest.read(buffer);
                if (count < 0) {
                    break;
                }
                total += count;
            }
        } finally {
            abandon();
        }
    }

    /** Closes the socket from whatever thread, and releases a handler that stalls. */
    void abandon() {
        abandoned.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            server.failed(e);
        }
    }
}
