package us.apolo.images.testkit.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Where a handler writes the body of its response. To close it twice does nothing. */
abstract class ResponseBody extends OutputStream {
    private static final byte[] LINE_END = {'\r', '\n'};

    final WireExchange exchange;
    final OutputStream out;
    private boolean closed;

    private ResponseBody(WireExchange exchange) {
        this.exchange = exchange;
        this.out = exchange.out();
    }

    static ResponseBody ofLength(WireExchange exchange, long length) {
        return new OfLength(exchange, length);
    }

    static ResponseBody chunked(WireExchange exchange) {
        return new Chunked(exchange);
    }

    static ResponseBody untilClose(WireExchange exchange) {
        return new UntilClose(exchange);
    }

    static ResponseBody none(WireExchange exchange) {
        return new None(exchange);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Writes what marks the end. */
    abstract void end() throws IOException;

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            end();
        }
    }

    private static final class OfLength extends ResponseBody {
        private long left;

        OfLength(WireExchange exchange, long length) {
            super(exchange);
            left = length;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > left) {
                throw new IllegalStateException("The body is longer than was said");
            }
            left -= length;
            out.write(bytes, offset, length);
        }

        @Override
        void end() throws IOException {
            if (left == 0) {
                exchange.complete();
            } else {
                exchange.reset();
            }
        }
    }

    private static final class Chunked extends ResponseBody {
        Chunked(WireExchange exchange) {
            super(exchange);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes, offset, length);
                out.write(LINE_END);
            }
        }

        @Override
        void end() throws IOException {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            exchange.complete();
        }
    }

    private static final class UntilClose extends ResponseBody {
        UntilClose(WireExchange exchange) {
            super(exchange);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        void end() throws IOException {
            exchange.hangUp();
        }
    }

    private static final class None extends ResponseBody {
        None(WireExchange exchange) {
            super(exchange);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            // Nobody would read it.
        }

        @Override
        void end() throws IOException {
            exchange.complete();
        }
    }
}
