package us.apolo.images.core.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that goes forward alone, and hears of each step. All that is read comes by {@link #read(byte[], int, int)}. */
public abstract class WatchedInput extends FilterInputStream {
    /**
     * Watches a stream.
     *
     * @param in the stream; closed with this one
     */
    protected WatchedInput(InputStream in) {
        super(in);
    }

    /**
     * Hears that bytes have been read or skipped.
     *
     * @param count how many; one or more
     * @throws IOException if that is too many
     */
    protected abstract void passed(long count) throws IOException;

    @Override
    public final int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        var count = in.read(buffer, offset, length);
        if (count > 0) {
            passed(count);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = in.skip(count);
        if (skipped > 0) {
            passed(skipped);
        }
        return skipped;
    }

    /** No count goes back. */
    @Override
    public final boolean markSupported() {
        return false;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public final void mark(int limit) {
        // As a stream does that has no marks.
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public final void reset() throws IOException {
        throw new IOException("There is no way back in this stream");
    }
}
