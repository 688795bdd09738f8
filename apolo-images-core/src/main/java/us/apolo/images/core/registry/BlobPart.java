package us.apolo.images.core.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import us.apolo.images.core.http.WatchedInput;
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
    private static final class Limited extends WatchedInput {
        private long left;

        Limited(InputStream in, long length) {
            super(in);
            left = length;
        }

        @Override
        protected void passed(long count) {
            left -= count;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return left == 0 && length > 0 ? -1 : super.read(buffer, offset, (int) Math.min(length, left));
        }

        @Override
        public long skip(long count) throws IOException {
            return super.skip(Math.min(count, left));
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(super.available(), left);
        }
    }
}
