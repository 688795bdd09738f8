package us.apolo.images.testkit.wire;

import java.io.IOException;
import java.io.OutputStream;

/** Ends the connection when so many bytes of a body have gone out, all of which the client can still read. */
final class CutBody extends OutputStream {
    private final WireExchange exchange;
    private final OutputStream body;
    private long left;

    CutBody(WireExchange exchange, OutputStream body, long limit) {
        this.exchange = exchange;
        this.body = body;
        this.left = limit;
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
            exchange.hangUp();
            throw new IOException("The connection was cut within a body, as was wanted");
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
