package us.apolo.images.transport.apache;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that logs nothing: HttpClient's own write every header to the debug log, credentials included. Besides, it
 * bounds the time that the other side takes to accept what is sent, and stays closed once it is.
 */
final class QuietConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {
    /** A head is held in memory, so a server cannot make it as long as it likes. */
    private static final Http1Config HEADS = Http1Config.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(500)
            .build();

    private static final Timeout A_MOMENT = Timeout.ofMilliseconds(1);

    private final TimeLimits limits;
    private final Duration writeLimit;
    private volatile boolean closed;

    QuietConnection(TimeLimits limits, Duration writeLimit) {
        super(HEADS, null, null, null, null, null, null, new WholeHeads(HEADS));
        this.limits = limits;
        this.writeLimit = writeLimit;
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bindOpen(new BoundedSocket(socket));
    }

    @Override
    public void bind(SSLSocket tls, Socket socket) throws IOException {
        bindOpen(new BoundedSocket(tls, socket));
    }

    /** It may be closed by another thread while it is made; the order of the two steps is what matters here. */
    private void bindOpen(SocketHolder socket) throws IOException {
        super.bind(socket);
        if (closed) {
            super.close(CloseMode.IMMEDIATE);
            throw new SocketException("The connection was broken off");
        }
    }

    @Override
    public @Nullable Socket getSocket() {
        var holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    /** Whether the server has closed it, or has sent something that nobody asked for. */
    @Override
    public boolean isStale() {
        try {
            awaitInput(A_MOMENT);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        close(CloseMode.IMMEDIATE);
    }

    @Override
    public void close(CloseMode mode) {
        closed = true;
        super.close(mode);
    }

    /** Every use of it sets its own time limits. */
    @Override
    public void passivate() {}

    @Override
    public void activate() {}

    /** Hands out a stream to the socket that does not wait for ever. */
    private final class BoundedSocket extends SocketHolder {
        BoundedSocket(Socket socket) {
            super(socket);
        }

        BoundedSocket(SSLSocket tls, Socket socket) {
            super(tls, socket);
        }

        @Override
        protected OutputStream getOutputStream(Socket socket) throws IOException {
            return new BoundedOutputStream(socket.getOutputStream());
        }
    }

    private final class BoundedOutputStream extends OutputStream {
        private final OutputStream out;

        BoundedOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            limits.within(writeLimit, "The server took in nothing", QuietConnection.this::close, () -> {
                out.write(bytes, offset, length);
                return length;
            });
        }
    }
}
