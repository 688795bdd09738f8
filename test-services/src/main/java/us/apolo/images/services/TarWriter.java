package us.apolo.images.services;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a tar in the POSIX format (ustar) of plain files that belong to root and never change their date. */
final class TarWriter {
    private static final int BLOCK = 512;
    private static final int CHECKSUM_OFFSET = 148;
    private static final long MAX_SIZE = 077777777777L;

    private final OutputStream stream;

    TarWriter(OutputStream stream) {
        this.stream = stream;
    }

    /** The bytes of one file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    /** How long a tar with one file of that size is. */
    static long sizeOf(long fileSize) {
        return BLOCK + fileSize + padding(fileSize) + 2 * BLOCK;
    }

    /** Writes one file; the content must be as long as is said. */
    void entry(String name, long size, Content content) throws IOException {
        stream.write(header(name, size));
        content.writeTo(stream);
        stream.write(new byte[padding(size)]);
    }

    /** Writes the end; the stream stays open. */
    void finish() throws IOException {
        stream.write(new byte[2 * BLOCK]);
        stream.flush();
    }

    private static int padding(long size) {
        return (int) Math.floorMod(-size, (long) BLOCK);
    }

    private static byte[] header(String name, long size) {
        if (size < 0 || size > MAX_SIZE) {
            throw new IllegalArgumentException("A file in a tar has 0 to %d bytes, not %d".formatted(MAX_SIZE, size));
        }
        var header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, 124, "%011o\0%011o\0".formatted(size, 0));
        put(header, CHECKSUM_OFFSET, " ".repeat(8));
        put(header, 156, "0");
        put(header, 257, "ustar\0" + "00");
        put(header, CHECKSUM_OFFSET, "%06o\0 ".formatted(sum(header)));
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static int sum(byte[] header) {
        var sum = 0;
        for (var value : header) {
            sum += Byte.toUnsignedInt(value);
        }
        return sum;
    }
}
