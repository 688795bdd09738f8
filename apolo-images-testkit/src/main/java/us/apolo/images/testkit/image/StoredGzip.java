package us.apolo.images.testkit.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Gzip (RFC 1952) that stores the bytes without compressing them (RFC 1951, section 3.2.4). What a compressor makes
 * differs from one version of its library to the next, and with it every digest; this does not.
 */
final class StoredGzip {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int MAX_BLOCK = 0xffff;

    private StoredGzip() {}

    static byte[] of(byte[] content) {
        var gzip = new ByteArrayOutputStream(content.length + content.length / 1000 + 64);
        gzip.writeBytes(HEADER);
        var start = 0;
        do {
            var length = Math.min(MAX_BLOCK, content.length - start);
            var isLast = start + length == content.length;
            gzip.write(isLast ? 1 : 0);
            gzip.writeBytes(littleEndian(4)
                    .putShort((short) length)
                    .putShort((short) ~length)
                    .array());
            gzip.write(content, start, length);
            start += length;
        } while (start < content.length);
        var sum = new CRC32();
        sum.update(content);
        gzip.writeBytes(littleEndian(8)
                .putInt((int) sum.getValue())
                .putInt(content.length)
                .array());
        return gzip.toByteArray();
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
