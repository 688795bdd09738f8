package us.apolo.images.docker.daemon;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body of a known length. That it ends before is an error, not an end. */
final class MeasuredInput extends InputStream {
    private final InputStream source;
    private long left;

    MeasuredInput(InputStream source, long length) {
        this.source = source;
        this.left = length;
    }

    /** How much is still to come. */
    long left() {
        return left;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        var count = source.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the engine closed the connection in the middle of its answer");
        }
        left -= count;
        return count;
    }
}
