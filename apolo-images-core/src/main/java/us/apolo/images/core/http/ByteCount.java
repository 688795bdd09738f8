package us.apolo.images.core.http;

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
        return new WatchedInput(in) {
            @Override
            protected void passed(long bytes) {
                count.addAndGet(bytes);
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
