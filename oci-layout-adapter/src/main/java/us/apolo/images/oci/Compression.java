package us.apolo.images.oci;

import java.io.BufferedInputStream;
import java.io.IOException;

/** How bytes are compressed, by how they begin. */
enum Compression {
    NONE,
    GZIP(0x1f, 0x8b),
    BZIP2('B', 'Z', 'h'),
    XZ(0xfd, '7', 'z', 'X', 'Z'),
    ZSTANDARD(0x28, 0xb5, 0x2f, 0xfd);

    private static final int LONGEST = 5;

    private final int[] beginning;

    Compression(int... beginning) {
        this.beginning = beginning;
    }

    /** Looks at how a stream begins, and leaves it there. */
    static Compression of(BufferedInputStream in) throws IOException {
        in.mark(LONGEST);
        var bytes = in.readNBytes(LONGEST);
        in.reset();
        for (var compression : values()) {
            if (compression != NONE && compression.begins(bytes)) {
                return compression;
            }
        }
        return NONE;
    }

    private boolean begins(byte[] bytes) {
        if (bytes.length < beginning.length) {
            return false;
        }
        for (var i = 0; i < beginning.length; i++) {
            if ((bytes[i] & 0xff) != beginning[i]) {
                return false;
            }
        }
        return true;
    }
}
