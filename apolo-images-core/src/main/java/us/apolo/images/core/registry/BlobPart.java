package us.apolo.images.core.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import us.apolo.images.port.HttpBody;

/**
 * A part of a blob. It is read from the blob's own bytes, which are opened anew and skipped up to the part: with a file,
 * that is a seek.
 *
 * @param content the blob, whose length is known
 * @param start the first byte
 * @param end the byte after the last one
 */
record BlobPart(HttpBody content, long start, long end) implements HttpBody {
    /** Whether it is all of the blob. */
    boolean isAll() {
        return start == 0 && end == content.length().orElse(-1);
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(end - start);
    }

    @Override
    public boolean replayable() {
        return content.replayable();
    }

    @Override
    public InputStream open() throws IOException {
        var in = content.open();
        try {
            in.skipNBytes(start);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
        return new Limited(in, end - start);
    }

    /** Ends when so many bytes have been read. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            var count = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            var skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }

        /** The count of what is left does not go back. */
        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
