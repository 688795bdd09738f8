package us.apolo.images.core.http;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts bytes on their way. */
final class ByteCount {
    private final AtomicLong count = new AtomicLong();

    long get() {
        return count.get();
    }

    InputStream of(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var next = in.read();
                count.addAndGet(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                var read = in.read(buffer, offset, length);
                count.addAndGet(Math.max(0, read));
                return read;
            }

            @Override
            public long skip(long wanted) throws IOException {
                var skipped = in.skip(wanted);
                count.addAndGet(skipped);
                return skipped;
            }

            /** Bytes that are read twice would count twice. */
            @Override
            public boolean markSupported() {
                return false;
            }
        };
    }

    OutputStream of(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
                count.incrementAndGet();
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                out.write(buffer, offset, length);
                count.addAndGet(length);
            }
        };
    }
}
