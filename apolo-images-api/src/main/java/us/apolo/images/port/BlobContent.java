package us.apolo.images.port;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * A blob as it comes from a registry.
 *
 * <p><strong>It must be closed.</strong> {@link #close} frees the connection.
 */
public interface BlobContent extends AutoCloseable {
    /**
     * Where in the blob the stream starts.
     *
     * @return the offset that was asked for, or zero if the registry sends the blob from its start all the same
     */
    long offset();

    /**
     * How much the stream has.
     *
     * @return the number of bytes from {@link #offset} to the end of the blob; empty if the registry does not say
     */
    OptionalLong length();

    /**
     * The bytes.
     *
     * @return always the same stream. If it starts at the blob's first byte, it is hashed on the way, and its end is an
     *     {@link java.io.IOException} if the digest is another than was asked for; else that is the reader's to check.
     */
    InputStream stream();

    /** Frees the connection. To close twice does nothing. */
    @Override
    void close();
}
