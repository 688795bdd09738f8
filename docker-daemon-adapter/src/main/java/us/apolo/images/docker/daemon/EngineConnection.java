package us.apolo.images.docker.daemon;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.time.Duration;

/**
 * A connection to an engine. Made unconnected, so that {@link #close} can end the connecting too; to close from another
 * thread makes whatever goes on fail at once.
 */
interface EngineConnection extends Closeable {
    /**
     * Connects.
     *
     * @param limit how long to try
     */
    void connect(Duration limit) throws IOException;

    /** What the engine says. */
    InputStream input() throws IOException;

    /** Speaks to the engine. */
    OutputStream output() throws IOException;

    /**
     * Limits how long a single read waits.
     *
     * @param limit zero for no limit
     */
    void limitReads(Duration limit) throws IOException;

    /** Makes connections. */
    interface Maker {
        /** Makes one, unconnected. */
        EngineConnection to(EngineCandidate.Place place) throws IOException;
    }

    /** Makes a connection of the kind that the place asks for. */
    static EngineConnection to(EngineCandidate.Place place) throws IOException {
        var address = place.address();
        try {
            return switch (address.kind()) {
                case UNIX_SOCKET -> new UnixConnection(address.path());
                case NAMED_PIPE -> new NamedPipeConnection(address.path());
                case TCP -> new TcpConnection(address, null);
                case TLS -> new TcpConnection(address, place.tls().orElse(EngineTls.SYSTEM));
            };
        } catch (InvalidPathException e) {
            throw new IOException("this system knows no such path", e);
        }
    }
}
