package us.apolo.images.port;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
