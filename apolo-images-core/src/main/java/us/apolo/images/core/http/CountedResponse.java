package us.apolo.images.core.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;

/** A response whose bytes are counted, and whose end is told. */
final class CountedResponse implements HttpResponse {
    private final HttpResponse response;
    private final ObservedTransport.Course course;
    private final ByteCount received = new ByteCount();
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final InputStream body;

    CountedResponse(HttpResponse response, ObservedTransport.Course course) {
        this.response = response;
        this.course = course;
        this.body = received.of(noticing(response.body()));
    }

    private InputStream noticing(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                try {
                    return in.read();
                } catch (IOException e) {
                    throw noticed(e);
                }
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    return in.read(buffer, offset, length);
                } catch (IOException e) {
                    throw noticed(e);
                }
            }
        };
    }

    /** What is read behind the end of the response is the reader's mistake, and no failure of the request. */
    private IOException noticed(IOException e) {
        if (!finished.get()) {
            failure.compareAndSet(null, e);
        }
        return e;
    }

    @Override
    public int status() {
        return response.status();
    }

    @Override
    public HttpHeaders headers() {
        return response.headers();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        response.close();
        finish();
    }

    @Override
    public void abort() {
        response.abort();
        finish();
    }

    private void finish() {
        if (finished.compareAndSet(false, true)) {
            course.end(OptionalInt.of(status()), received.get(), Optional.ofNullable(failure.get()));
        }
    }
}
