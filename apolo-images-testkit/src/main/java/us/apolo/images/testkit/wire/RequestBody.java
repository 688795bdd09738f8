package us.apolo.images.testkit.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The body of a request, read as it comes. A client that waits for leave to send gets it with the first read. */
final class RequestBody extends InputStream {
    private static final int MAX_CHUNK_LINES = 16 * 1024;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final boolean chunked;
    private long left;
    private long untilCut = Long.MAX_VALUE;
    private @Nullable Cut cut;
    private boolean firstChunk = true;
    private boolean awaitsContinue;
    private boolean ended;

    RequestBody(RequestHead head, InputStream in, OutputStream out) throws IOException {
        this.in = in;
        this.out = out;
        this.chunked = head.isChunked();
        this.left = chunked ? 0 : head.contentLength().orElse(0);
        this.ended = !chunked && left == 0;
        this.awaitsContinue = !ended && head.expectsContinue();
    }

    /** Has the connection broken. */
    @FunctionalInterface
    interface Cut {
        void run() throws IOException;
    }

    /** Breaks off when so many bytes have been read and more are coming. */
    void cutAfter(long bytes, Cut newCut) {
        untilCut = bytes;
        cut = newCut;
    }

    /** Whether the next request can follow: all has been read, or can be within the limit. */
    boolean skipRest(long limit) throws IOException {
        if (ended) {
            return true;
        }
        if (awaitsContinue) {
            return false;
        }
        var buffer = new byte[8192];
        for (var skipped = 0L; skipped <= limit; ) {
            var count = read(buffer, 0, buffer.length);
            if (count < 0) {
                return true;
            }
            skipped += count;
        }
        return false;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (awaitsContinue) {
            awaitsContinue = false;
            out.write(CONTINUE);
            out.flush();
        }
        if (!ended && chunked && left == 0) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        if (untilCut == 0 && cut != null) {
            cut.run();
            throw new IOException("The connection was cut within the body of a request, as was wanted");
        }
        var count = in.read(buffer, offset, (int) Math.min(Math.min(length, left), untilCut));
        if (count < 0) {
            throw new EOFException("The connection ended within the body of a request");
        }
        left -= count;
        untilCut -= count;
        ended = !chunked && left == 0;
        return count;
    }

    private void nextChunk() throws IOException {
        var lines = new RequestHead.HeadLines(in, MAX_CHUNK_LINES);
        if (!firstChunk && !lines.next().isEmpty()) {
            throw new MalformedRequestException(400, "A chunk is longer than it says");
        }
        firstChunk = false;
        var line = lines.next();
        var semicolon = line.indexOf(';');
        var size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new MalformedRequestException(400, "Not the size of a chunk");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            lines.fields();
            ended = true;
        }
    }
}
