package us.apolo.images.testkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how many bytes have been read, now and then and at the end. More than were expected are not read. */
final class MeasuredInput extends FilterInputStream {
    private static final int INTERVAL = 16 * 1024;

    private final long total;
    private final LongConsumer listener;
    private long count;
    private long told;

    MeasuredInput(InputStream in, long total, LongConsumer listener) {
        super(in);
        this.total = total;
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        var b = super.read();
        if (b >= 0) {
            add(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        if (read > 0) {
            add(read);
        }
        return read;
    }

    private void add(int read) throws IOException {
        count += read;
        if (count > total) {
            throw new IOException("more came than the " + total + " bytes that there should be");
        }
        if (count - told >= INTERVAL || (count == total && told < count)) {
            told = count;
            listener.accept(Math.min(count, total));
        }
    }
}
