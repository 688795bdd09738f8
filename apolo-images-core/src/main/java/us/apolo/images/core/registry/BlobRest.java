package us.apolo.images.core.registry;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The rest of a blob, whose length is known: that it ends before is an error. */
final class BlobRest extends FilterInputStream {
    private long left;

    BlobRest(InputStream in, long length) {
        super(in);
        left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        var count = super.read(buffer, offset, length);
        if (count < 0 && left > 0) {
            throw new EOFException("A blob has ended " + left + " bytes too early");
        }
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = super.skip(count);
        left -= skipped;
        return skipped;
    }

    /** The count of what is left does not go back. */
    @Override
    public boolean markSupported() {
        return false;
    }
}
