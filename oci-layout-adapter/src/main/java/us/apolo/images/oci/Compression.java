package us.apolo.images.oci;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** How bytes are compressed, by how they begin. */
enum Compression {
    NONE(""),
    GZIP("1f8b"),
    BZIP2("425a68"),
    XZ("fd377a585a"),
    ZSTANDARD("28b52ffd");

    private static final int LONGEST = 5;

    /** In hexadecimal digits. */
    private final String beginning;

    Compression(String beginning) {
        this.beginning = beginning;
    }

    /** Looks at how a stream begins, and leaves it there. */
    static Compression of(BufferedInputStream in) throws IOException {
        in.mark(LONGEST);
        var bytes = HexFormat.of().formatHex(in.readNBytes(LONGEST));
        in.reset();
        return Arrays.stream(values())
                .filter(compression -> compression != NONE && bytes.startsWith(compression.beginning))
                .findFirst()
                .orElse(NONE);
    }
}
