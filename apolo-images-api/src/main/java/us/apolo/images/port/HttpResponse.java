package us.apolo.images.port;

import java.io.InputStream;

/**
 * What came back, with its body still to be read.
 *
 * <p><strong>It must be closed</strong>, in one of two ways. {@link #close} gives the connection back, so that it can
 * be used again; what is left of the body is read and thrown away if that is little. {@link #abort} drops the
 * connection: the choice where much is left or nothing more is wanted. Either may be called any number of times, from
 * any thread; after the first, the other does nothing. To read the body to its end does not close the response.
 */
public interface HttpResponse extends AutoCloseable {
    /**
     * The status.
     *
     * @return for example 200
     */
    int status();

    /**
     * The header fields.
     *
     * @return the fields as they came
     */
    HttpHeaders headers();

    /**
     * The body as it came, not unpacked.
     *
     * @return always the same stream, never null; at its end from the start where there is no body. It throws an
     *     {@link java.io.IOException} when the connection ends before the body does, a
     *     {@link java.net.SocketTimeoutException} when the read limit passes, and a
     *     {@link java.io.InterruptedIOException} when the reading thread is interrupted, whose flag stays set.
     */
    InputStream body();

    /** Gives the connection back. Throws nothing. */
    @Override
    void close();

    /** Drops the connection. Throws nothing, and does not wait. */
    void abort();
}
