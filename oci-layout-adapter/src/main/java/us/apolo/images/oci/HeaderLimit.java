package us.apolo.images.oci;

import java.io.IOException;
import java.io.InputStream;

/**
 * Lets no more be read than a header may have, while one is read: names and further headers of a tar have no limit of
 * their own, and would be read into memory.
 */
final class HeaderLimit extends WatchedInput {
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
    void passed(long bytes) throws IOException {
        if (left != NONE) {
            left -= bytes;
            if (left < 0) {
                throw new IOException("a header is too large");
            }
        }
    }
}
