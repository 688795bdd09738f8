package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.io.InputStream;

/** An answer that is read part by part. It may go on for ever; but no part of it may, since each is kept in memory. */
final class PartialInput extends InputStream {
    /** Of the largest that engines say in earnest this is many times the size. */
    private static final int MAX_PART = 1 << 20;

    private final InputStream source;
    private int left = MAX_PART;

    PartialInput(InputStream source) {
        this.source = source;
    }

    /** What is read from here on belongs to the next part. */
    void nextPart() {
        left = MAX_PART;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length > 0 && left == 0) {
            throw new IOException("the engine says more than " + MAX_PART + " bytes at once");
        }
        var count = source.read(target, offset, Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }
}
