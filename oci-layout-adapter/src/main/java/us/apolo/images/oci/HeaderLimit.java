package us.apolo.images.oci;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Lets no more be read than a header may have, while one is read: names and further headers of a tar have no limit of
 * their own, and would be read into memory.
 */
final class HeaderLimit extends FilterInputStream {
    private static final long NONE = Long.MAX_VALUE;

    private long left = NONE;

    HeaderLimit(InputStream in) {
        super(in);
    }

    void begin(long limit) {
        left = limit;
    }

    void end() {
        left = NONE;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = super.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws IOException {
        if (left != NONE) {
            left -= bytes;
            if (left < 0) {
                throw new IOException("a header is too large");
            }
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
