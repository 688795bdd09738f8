package us.apolo.images.oci;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how far a stream has been read or skipped. */
final class MeasuredInput extends FilterInputStream {
    private final LongConsumer listener;
    private long position;

    MeasuredInput(InputStream in, LongConsumer listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        moved(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var count = super.read(buffer, offset, length);
        moved(Math.max(0, count));
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        var skipped = super.skip(count);
        position += skipped;
        return skipped;
    }

    private void moved(int count) {
        if (count > 0) {
            position += count;
            listener.accept(position);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
