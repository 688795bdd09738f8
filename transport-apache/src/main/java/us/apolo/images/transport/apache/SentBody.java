package us.apolo.images.transport.apache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.HttpBody;

/** A request's body on its way out. Goes out once at the most. */
final class SentBody extends AbstractHttpEntity {
    private static final int UNKNOWN = -1;

    private final HttpBody body;
    private final long length;
    private final Runnable onFailure;
    private @Nullable RuntimeException callersFailure;

    /** @param onFailure closes the connection, since HttpClient puts a proper end to a body that has failed half-way */
    SentBody(HttpBody body, Runnable onFailure) throws ProtocolException {
        super((ContentType) null, /* contentEncoding */ null, body.length().isEmpty());
        this.body = body;
        this.length = body.length().orElse(UNKNOWN);
        this.onFailure = onFailure;
        if (length < 0 && body.length().isPresent()) {
            throw new ProtocolException("A body cannot have " + length + " bytes");
        }
    }

    /** Whether an exception was thrown by the caller's own code, and so is not for this transport to explain. */
    boolean isCallersFailure(RuntimeException e) {
        return e == callersFailure;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("The body is written, not read");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var complete = false;
        try {
            body.writeTo(out);
            complete = true;
        } catch (RuntimeException e) {
            callersFailure = e;
            throw e;
        } finally {
            if (!complete) {
                onFailure.run();
            }
        }
    }

    @Override
    public void close() {}
}
