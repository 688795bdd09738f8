package us.apolo.images.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import us.apolo.images.port.HttpBody;

/** A body that can be opened once. */
final class StreamedBody implements HttpBody {
    private final InputStream in;
    private final OptionalLong length;
    private boolean opened;

    StreamedBody(InputStream in, OptionalLong length) {
        this.in = in;
        this.length = length;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public boolean replayable() {
        return false;
    }

    @Override
    public InputStream open() throws IOException {
        if (opened) {
            throw new IOException("The body was opened before and cannot be replayed");
        }
        opened = true;
        return in;
    }
}
