package us.apolo.images.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import us.apolo.images.port.HttpBody;

/** A body whose bytes are counted as they go out. */
record CountedBody(HttpBody body, ByteCount count) implements HttpBody {
    @Override
    public OptionalLong length() {
        return body.length();
    }

    @Override
    public boolean replayable() {
        return body.replayable();
    }

    @Override
    public InputStream open() throws IOException {
        return count.of(body.open());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(count.of(out));
    }
}
