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

    /**
     * Called from another thread when the one that works with this is interrupted, to make that end. Does not block. To
     * be overridden where waiting ends by itself then, so that there still is a connection to {@linkplain #hangUp hang
     * up}.
     */
    default void interrupted() throws IOException {
        close();
    }

    /**
     * Closes in the middle of what the engine does, once it has stopped doing it; where one can't tell the engine to stop
     * and hear it do so, at once.
     *
     * @param limit how long to wait for the engine; an interrupt cuts it short
     */
    default void hangUp(Duration limit) throws IOException {
        close();
    }

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
