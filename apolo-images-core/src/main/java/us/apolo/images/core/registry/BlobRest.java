package us.apolo.images.core.registry;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import us.apolo.images.core.http.WatchedInput;

/** The rest of a blob, whose length is known: that it ends before is an error. */
final class BlobRest extends WatchedInput {
    private long left;

    BlobRest(InputStream in, long length) {
        super(in);
        left = length;
    }

    @Override
    protected void passed(long count) {
        left -= count;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        if (count < 0 && left > 0) {
            throw new EOFException("A blob has ended " + left + " bytes too early");
        }
        return count;
    }
}
