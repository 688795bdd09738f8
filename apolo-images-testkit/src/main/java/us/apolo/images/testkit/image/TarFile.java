package us.apolo.images.testkit.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A tar in the POSIX format (ustar) with one plain file, which belongs to root and never changes its date. */
final class TarFile {
    private static final int BLOCK = 512;
    private static final int CHECKSUM_OFFSET = 148;

    private TarFile() {}

    static byte[] of(String name, byte[] content) {
        var tar = new ByteArrayOutputStream(content.length + 4 * BLOCK);
        tar.writeBytes(header(name, content.length));
        tar.writeBytes(content);
        tar.writeBytes(new byte[Math.floorMod(-content.length, BLOCK)]);
        tar.writeBytes(new byte[2 * BLOCK]);
        return tar.toByteArray();
    }

    private static byte[] header(String name, int size) {
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
