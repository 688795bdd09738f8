package us.apolo.images.testkit.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** What becomes of the body of an answer. */
interface BodyEdit {
    /** It goes out as it is. */
    BodyEdit NONE = (exchange, body) -> body;

    /** What a handler writes to in place of the body. */
    OutputStream edit(WireExchange exchange, OutputStream body) throws IOException;

    /** The length that is told in place of a body's. */
    default long length(long length) {
        return length;
    }

    /** The connection ends when so many bytes have gone out, all of which the client can still read. */
    record Cut(long limit) implements BodyEdit {
        @Override
        public OutputStream edit(WireExchange exchange, OutputStream body) {
            return new BrokenBody(body, limit, () -> {
                exchange.hangUp();
                throw new IOException("The connection was cut within a body, as was wanted");
            });
        }
    }

    /** Nothing more comes when so many bytes have gone out. */
    record Stall(long limit) implements BodyEdit {
        @Override
        public OutputStream edit(WireExchange exchange, OutputStream body) {
            return new BrokenBody(body, limit, exchange::stall);
        }
    }

    /** The rest is left out. */
    record Shorten(long limit) implements BodyEdit {
        @Override
        public OutputStream edit(WireExchange exchange, OutputStream body) {
            return new BrokenBody(body, limit, () -> {});
        }

        @Override
        public long length(long length) {
            return Math.min(length, limit);
        }
    }

    /** Spaces go out before. */
    record Pad(long count) implements BodyEdit {
        private static final int AT_ONCE = 64 * 1024;

        @Override
        public OutputStream edit(WireExchange exchange, OutputStream body) throws IOException {
            var spaces = new byte[AT_ONCE];
            Arrays.fill(spaces, (byte) ' ');
            for (var left = count; left > 0; left -= AT_ONCE) {
                body.write(spaces, 0, (int) Math.min(left, AT_ONCE));
            }
            return body;
        }

        @Override
        public long length(long length) {
            return length + count;
        }
    }
}
