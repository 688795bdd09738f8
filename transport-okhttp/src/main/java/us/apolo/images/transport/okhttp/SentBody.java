package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.HttpBody;

/** A request's body on its way out. Goes out once at the most. */
final class SentBody extends RequestBody {
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
        try {
            body.writeTo(sink.outputStream());
        } catch (RuntimeException e) {
            callersFailure = e;
            throw e;
        }
    }
}
