package us.apolo.images.testkit.contract;

import java.io.IOException;
import java.io.InputStream;

/** A few zeros, then a failure. */
final class FailingStream extends InputStream {
    private final Exception failure;
    private int left;

    /** @param failure an {@link IOException} or a {@link RuntimeException} */
    FailingStream(int zeros, Exception failure) {
        this.left = zeros;
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left > 0) {
            var count = Math.min(left, length);
            left -= count;
            return count;
        }
        if (failure instanceof IOException io) {
            throw io;
        }
        throw (RuntimeException) failure;
    }
}
