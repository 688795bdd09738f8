package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.InterruptibleWork;

/** A request's body on its way out, piece by piece. Goes out once at the most. */
final class SentBody extends RequestBody {
    private static final int PIECE = 16 * 1024;
    private static final int UNKNOWN = -1;

    private final HttpBody body;
    private final long length;
    private @Nullable RuntimeException callersFailure;

    SentBody(HttpBody body) throws ProtocolException {
        this.body = body;
        this.length = body.length().orElse(UNKNOWN);
        if (length < 0 && body.length().isPresent()) {
            throw new ProtocolException("A body cannot have " + length + " bytes");
        }
    }

    @Override
    public @Nullable MediaType contentType() {
        return null;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    /** Whether an exception was thrown by the caller's own code, and so is not for this transport to explain. */
    boolean isCallersFailure(RuntimeException e) {
        return e == callersFailure;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (var in = callersWork(body::open)) {
            copy(in, sink);
        }
    }

    private void copy(InputStream in, BufferedSink sink) throws IOException {
        var piece = new byte[PIECE];
        var total = 0L;
        for (var count = next(in, piece); count != -1; count = next(in, piece)) {
            total += count;
            requireNoMore(in, total);
            sink.write(piece, 0, count);
        }
        if (length != UNKNOWN && total < length) {
            throw new ProtocolException(
                    "The body of the request ended after " + total + " of its " + length + " bytes");
        }
    }

    /** Looks before the last piece goes out: a server must not take a body for complete that is not the one promised. */
    private void requireNoMore(InputStream in, long total) throws IOException {
        if (length != UNKNOWN && (total > length || (total == length && callersWork(in::read) != -1))) {
            throw new ProtocolException("The body of the request has more than its " + length + " bytes");
        }
    }

    private int next(InputStream in, byte[] piece) throws IOException {
        return callersWork(() -> in.read(piece));
    }

    /** Streams may watch for interrupts themselves; afterwards the exchange around them has to watch again. */
    private <T> T callersWork(InterruptibleWork.Work<T> work) throws IOException {
        try {
            return new InterruptibleWork(() -> {}).run(work);
        } catch (RuntimeException e) {
            callersFailure = e;
            throw e;
        }
    }
}
