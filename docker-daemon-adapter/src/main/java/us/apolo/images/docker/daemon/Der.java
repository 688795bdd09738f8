package us.apolo.images.docker.daemon;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** As much of DER (X.690) as it takes to put a private key into PKCS #8 (RFC 5208). */
final class Der {
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int PARAMETERS = 0xa0;
    private static final byte[] VERSION_ZERO = {2, 1, 0};

    private Der() {}

    /** A key with its algorithm. */
    static byte[] pkcs8(byte[] algorithm, byte[] key) {
        return sequence(VERSION_ZERO, algorithm, value(OCTET_STRING, key));
    }

    static byte[] sequence(byte[]... values) {
        var content = new ByteArrayOutputStream();
        for (var value : values) {
            content.writeBytes(value);
        }
        return value(SEQUENCE, content.toByteArray());
    }

    private static byte[] value(int tag, byte[] content) {
        var all = new ByteArrayOutputStream();
        all.write(tag);
        if (content.length < 0x80) {
            all.write(content.length);
        } else {
            // How many bytes the length has, and these; no zeros in front.
            var length = BigInteger.valueOf(content.length).toByteArray();
            var first = length[0] == 0 ? 1 : 0;
            all.write(0x80 | (length.length - first));
            all.write(length, first, length.length - first);
        }
        all.writeBytes(content);
        return all.toByteArray();
    }

    /**
     * Finds the curve in a key of SEC 1 (RFC 5915).
     *
     * @return the parameters for the algorithm's identifier; empty if there are none or it is no such key
     */
    static Optional<byte[]> curveOfSec1(byte[] key) {
        try {
            var values = content(ByteBuffer.wrap(key), SEQUENCE);
            while (values.hasRemaining()) {
                var tag = Byte.toUnsignedInt(values.get(values.position()));
                var content = content(values, tag);
                if (tag == PARAMETERS) {
                    var curve = new byte[content.remaining()];
                    content.get(curve);
                    return Optional.of(curve);
                }
            }
            return Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Takes the next value from the source. */
    private static ByteBuffer content(ByteBuffer source, int tag) {
        if (Byte.toUnsignedInt(source.get()) != tag) {
            throw new IllegalArgumentException("Another value is expected here");
        }
        var length = length(source);
        var content = source.slice().limit(length);
        source.position(source.position() + length);
        return content;
    }

    private static int length(ByteBuffer source) {
        var first = Byte.toUnsignedInt(source.get());
        if (first < 0x80) {
            return first;
        }
        var bytes = new byte[first & 0x7f];
        source.get(bytes);
        return new BigInteger(1, bytes).intValueExact();
    }
}
