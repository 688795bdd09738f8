package us.apolo.images.port;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;

/** A body on its way out, piece by piece, held to the length that it promised. */
final class BodyCopy {
    private static final int PIECE = 16 * 1024;
    private static final int LARGE_PIECE = 64 * 1024;
    private static final int LARGE = 1024 * 1024;
    private static final long UNKNOWN = -1;

    private final HttpBody body;
    private final long length;

    BodyCopy(HttpBody body) {
        this.body = body;
        this.length = body.length().orElse(UNKNOWN);
    }

    void to(OutputStream out) throws IOException {
        try (var in = callersWork(body::open)) {
            copy(in, out);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        var piece = new byte[pieceSize()];
        var total = 0L;
        for (var count = next(in, piece); count != -1; count = next(in, piece)) {
            total += count;
            requireNoMore(in, total);
            out.write(piece, 0, count);
        }
        if (length != UNKNOWN && total < length) {
            throw new ProtocolException(
                    "The body of the request ended after " + total + " of its " + length + " bytes");
        }
    }

    /** Larger for a large body, where it pays; who hears of the bytes hears often enough of a small one. */
    private int pieceSize() {
        return length >= LARGE ? LARGE_PIECE : PIECE;
    }

    /** Looks before the last piece goes out: a server must not take a body for complete that is not the one promised. */
    private void requireNoMore(InputStream in, long total) throws IOException {
        if (length != UNKNOWN && (total > length || (total == length && callersWork(in::read) != -1))) {
            throw new ProtocolException("The body of the request has more than its " + length + " bytes");
        }
    }

    private static int next(InputStream in, byte[] piece) throws IOException {
        return callersWork(() -> in.read(piece));
    }

    /** Streams may watch for interrupts themselves; afterwards the work around them has to watch again. */
    private static <T> T callersWork(InterruptibleWork.Work<T> work) throws IOException {
        return new InterruptibleWork(() -> {}).run(work);
    }
}
