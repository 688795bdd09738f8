package us.apolo.images.port;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/** What a request sends: bytes that are read as they go out, and never held in memory as a whole. */
public interface HttpBody {
    /**
     * How long it is.
     *
     * @return the length in bytes, zero or more; empty if it is not known beforehand, then it is sent in chunks
     */
    OptionalLong length();

    /**
     * Whether {@link #open} can be called more than once, so that the request can be sent again.
     *
     * @return true if every call of {@code open} gives the same bytes from their start
     */
    boolean replayable();

    /**
     * Opens the bytes.
     *
     * @return a stream at the first byte; whoever called closes it
     * @throws IOException if they cannot be read, or were opened before and cannot be replayed
     */
    InputStream open() throws IOException;

    /**
     * Opens the bytes and writes them out, for transports: piece by piece, and held to the length. The last piece goes
     * out only when it is known to be the last, so that nobody takes a body for complete that is not the one promised.
     * An interrupt of the thread ends it between two pieces at the latest.
     *
     * @param out where to; it is not closed, and not flushed
     * @throws java.net.ProtocolException if there are fewer or more bytes than the length says
     * @throws java.io.InterruptedIOException if the thread is interrupted; its flag stays set
     * @throws IOException if they cannot be read or written
     */
    default void writeTo(OutputStream out) throws IOException {
        new BodyCopy(this).to(out);
    }

    /**
     * Bytes in memory.
     *
     * @param content the bytes; not copied, so they must not change afterwards
     * @return a replayable body of known length
     */
    static HttpBody of(byte[] content) {
        return new HttpBody() {
            @Override
            public OptionalLong length() {
                return OptionalLong.of(content.length);
            }

            @Override
            public boolean replayable() {
                return true;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }
}
