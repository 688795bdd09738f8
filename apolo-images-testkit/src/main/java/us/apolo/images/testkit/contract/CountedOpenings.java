package us.apolo.images.testkit.contract;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import us.apolo.images.port.HttpBody;

/** Bytes in memory that know how often they have been opened. */
final class CountedOpenings implements HttpBody {
    private final byte[] content;
    private final AtomicInteger openings = new AtomicInteger();

    CountedOpenings(byte[] content) {
        this.content = content;
    }

    int openings() {
        return openings.get();
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(content.length);
    }

    @Override
    public boolean replayable() {
        return true;
    }

    @Override
    public InputStream open() {
        openings.incrementAndGet();
        return new ByteArrayInputStream(content);
    }
}
