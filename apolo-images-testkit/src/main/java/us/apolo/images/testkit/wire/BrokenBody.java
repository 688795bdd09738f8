package us.apolo.images.testkit.wire;

import java.io.IOException;
import java.io.OutputStream;

/** A body of which only so many bytes go out. */
final class BrokenBody extends OutputStream {
    private final OutputStream body;
    private final Break rest;
    private long left;

    /** What happens in place of the bytes that do not go out. */
    @FunctionalInterface
    interface Break {
        void happen() throws IOException;
    }

    BrokenBody(OutputStream body, long limit, Break rest) {
        this.body = body;
        this.left = limit;
        this.rest = rest;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var count = (int) Math.min(left, length);
        body.write(bytes, offset, count);
        left -= count;
        if (count < length) {
            rest.happen();
        }
    }

    @Override
    public void flush() throws IOException {
        body.flush();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
