package us.apolo.images.testkit.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import us.apolo.images.Digest;

/** The bytes of a blob, in pieces, so that they may be many and are never copied as a whole. Immutable. */
public final class Blob {
    private static final int PIECE = 64 * 1024;

    /** Less than a piece at once, so that whoever watches a small blob being read sees it grow. */
    private static final int READ = 16 * 1024;

    private final List<byte[]> pieces;
    private final long size;

    private Blob(List<byte[]> pieces, long size) {
        this.pieces = pieces;
        this.size = size;
    }

    /**
     * Bytes in memory.
     *
     * @param bytes not copied, so they must not change afterwards
     * @return a blob of them
     */
    public static Blob of(byte[] bytes) {
        return new Blob(List.of(bytes), bytes.length);
    }

    /**
     * Reads a stream to its end.
     *
     * @param in the bytes; stays open
     * @return a blob of them
     * @throws IOException if it cannot be read
     */
    public static Blob read(InputStream in) throws IOException {
        var builder = new Builder(Long.MAX_VALUE);
        builder.append(in, Long.MAX_VALUE);
        return builder.build();
    }

    /**
     * The size.
     *
     * @return in bytes
     */
    public long size() {
        return size;
    }

    /**
     * Opens the bytes.
     *
     * @param offset the first byte that is wanted; zero to the size
     * @return a stream from there on
     */
    public InputStream open(long offset) {
        return new Reader(offset);
    }

    /**
     * Whether a digest is that of these bytes.
     *
     * @param digest by SHA-256 or SHA-512
     * @return false too if it is by something else
     */
    public boolean has(Digest digest) {
        return switch (digest.algorithm()) {
            case "sha256" -> hash("SHA-256").equals(digest.encoded());
            case "sha512" -> hash("SHA-512").equals(digest.encoded());
            default -> false;
        };
    }

    /**
     * The digest.
     *
     * @return by SHA-256
     */
    public Digest digest() {
        return new Digest("sha256", hash("SHA-256"));
    }

    private String hash(String algorithm) {
        try {
            var hash = MessageDigest.getInstance(algorithm);
            pieces.forEach(hash::update);
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform has no " + algorithm, e);
        }
    }

    private final class Reader extends InputStream {
        private int piece;
        private int position;

        Reader(long offset) {
            if (offset < 0 || offset > size) {
                throw new IllegalArgumentException("Not an offset in a blob of " + size + " bytes: " + offset);
            }
            var left = offset;
            while (piece < pieces.size() && left >= pieces.get(piece).length) {
                left -= pieces.get(piece).length;
                piece++;
            }
            position = (int) left;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            while (piece < pieces.size() && position == pieces.get(piece).length) {
                piece++;
                position = 0;
            }
            if (piece == pieces.size()) {
                return -1;
            }
            var count = Math.min(length, pieces.get(piece).length - position);
            System.arraycopy(pieces.get(piece), position, buffer, offset, count);
            position += count;
            return count;
        }

        @Override
        public long transferTo(OutputStream out) throws IOException {
            var total = 0L;
            for (; piece < pieces.size(); piece++, position = 0) {
                var count = pieces.get(piece).length - position;
                out.write(pieces.get(piece), position, count);
                total += count;
            }
            return total;
        }
    }

    /** Collects what is written to it. For one thread. */
    public static final class Output extends OutputStream {
        private final Builder builder = new Builder(Long.MAX_VALUE);

        @Override
        public void write(int b) {
            builder.add(new byte[] {(byte) b});
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            builder.add(Arrays.copyOfRange(bytes, offset, offset + length));
        }

        /**
         * What has been written.
         *
         * @return a blob of it
         */
        public Blob blob() {
            return builder.build();
        }
    }

    /** Collects the bytes of a blob. For one thread at a time. */
    static final class Builder {
        private final List<byte[]> pieces = new ArrayList<>();
        private final long limit;
        private long size;

        Builder(long limit) {
            this.limit = limit;
        }

        long size() {
            return size;
        }

        /** Takes all that the stream has, and tells how much it was; what came before it breaks stays, to the last byte. */
        long append(InputStream in, long most) throws IOException {
            var piece = new byte[PIECE];
            var total = 0L;
            var filled = 0;
            try {
                for (var count = 0; count >= 0; count = in.read(piece, filled, Math.min(READ, PIECE - filled))) {
                    filled += count;
                    total += count;
                    if (total > most) {
                        throw new RefusedException(ErrorCode.SIZE_INVALID, "A request has at most " + most + " bytes");
                    }
                    if (filled == PIECE) {
                        add(piece);
                        piece = new byte[PIECE];
                        filled = 0;
                    }
                }
            } finally {
                if (filled > 0) {
                    add(Arrays.copyOf(piece, filled));
                }
            }
            return total;
        }

        void add(byte[] piece) {
            if (size + piece.length > limit) {
                throw new RefusedException(ErrorCode.SIZE_INVALID, "A blob has at most " + limit + " bytes");
            }
            pieces.add(piece);
            size += piece.length;
        }

        Blob build() {
            return new Blob(List.copyOf(pieces), size);
        }
    }
}
