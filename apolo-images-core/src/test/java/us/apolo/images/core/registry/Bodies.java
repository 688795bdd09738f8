package us.apolo.images.core.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;

/** Bodies that come in odd ways. */
final class Bodies {
    private Bodies() {}

    /** The text, then the same byte again and again. */
    static Counted endless(String start, char byteWithoutEnd) {
        return new Counted(new SequenceInputStream(bytes(start), new InputStream() {
            @Override
            public int read() {
                return byteWithoutEnd;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) byteWithoutEnd);
                return length;
            }
        }));
    }

    /** The text, then the connection breaks. */
    static InputStream cut(String start, IOException end) {
        return new SequenceInputStream(bytes(start), new InputStream() {
            @Override
            public int read() throws IOException {
                throw end;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw end;
            }
        });
    }

    /** One byte with each call, as from a slow server. */
    static InputStream slow(byte[] content) {
        return new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
    }

    /** Texts that are made when they are read. */
    static Counted generated(Iterator<String> parts) {
        return new Counted(new InputStream() {
            private InputStream part = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                var count = part.read(buffer, offset, length);
                while (count < 0 && parts.hasNext()) {
                    part = bytes(parts.next());
                    count = part.read(buffer, offset, length);
                }
                return count;
            }
        });
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Counts what is read. */
    static final class Counted extends InputStream {
        private final InputStream in;
        private long count;

        Counted(InputStream in) {
            this.in = in;
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            var one = in.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = in.read(buffer, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
