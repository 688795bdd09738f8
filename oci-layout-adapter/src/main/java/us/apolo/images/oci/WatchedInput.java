package us.apolo.images.oci;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that hears of each step forward in it. */
abstract class WatchedInput extends FilterInputStream {
    WatchedInput(InputStream in) {
        super(in);
    }

    /**
     * Hears that bytes have been read or skipped.
     *
     * @param bytes how many; one or more
     */
    abstract void passed(long bytes) throws IOException;

    @Override
    public final int read() throws IOException {
        var one = super.read();
        if (one >= 0) {
            passed(1);
        }
        return one;
    }

    @Override
    public final int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        if (count > 0) {
            passed(count);
        }
        return count;
    }

    @Override
    public final long skip(long count) throws IOException {
        var skipped = super.skip(count);
        if (skipped > 0) {
            passed(skipped);
        }
        return skipped;
    }

    /** No step goes back. */
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
