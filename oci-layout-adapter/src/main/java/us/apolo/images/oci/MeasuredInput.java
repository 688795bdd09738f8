package us.apolo.images.oci;

import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how far a stream has been read or skipped. */
final class MeasuredInput extends WatchedInput {
    private final LongConsumer listener;
    private long position;

    MeasuredInput(InputStream in, LongConsumer listener) {
        super(in);
        this.listener = listener;
    }

    @Override
    void passed(long bytes) {
        position += bytes;
        listener.accept(position);
    }
}
