package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A connection over the network, with or without TLS. */
final class TcpConnection implements EngineConnection {
    private final EngineAddress address;
    private final @Nullable EngineTls tls;
    private final Socket plain = new Socket();
    private volatile Socket socket = plain;

    /**
     * Makes an unconnected one.
     *
     * @param tls how to do TLS; null to go without
     */
    TcpConnection(EngineAddress address, @Nullable EngineTls tls) {
        this.address = address;
        this.tls = tls;
    }

    @Override
    public void connect(Duration limit) throws IOException {
        var target = new InetSocketAddress(address.host(), address.port());
        if (target.isUnresolved()) {
            throw new IOException("the host " + address.host() + " is not known");
        }
        plain.connect(target, Milliseconds.of(limit));
        plain.setTcpNoDelay(true);
        // A push may be silent for long, and an engine far away may be gone for good: let the system find out.
        plain.setKeepAlive(true);
        if (tls != null) {
            plain.setSoTimeout(Milliseconds.of(limit));
            socket = secured(tls);
        }
    }

    private Socket secured(EngineTls how) throws IOException {
        var secured =
                (SSLSocket) how.context().getSocketFactory().createSocket(plain, address.host(), address.port(), true);
        if (how.verified()) {
            var parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }

    @Override
    public InputStream input() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream output() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void limitReads(Duration limit) throws IOException {
        plain.setSoTimeout(Milliseconds.of(limit));
    }

    /** Closes the socket below TLS, since TLS would wait for the other side. */
    @Override
    public void close() throws IOException {
        plain.close();
    }
}
