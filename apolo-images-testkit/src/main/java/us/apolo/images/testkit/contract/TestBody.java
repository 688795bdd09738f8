package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import us.apolo.images.port.HttpBody;

/** A body that counts how often it is opened and closed, and may promise another length than it has. */
final class TestBody implements HttpBody {
    private final OptionalLong length;
    private final Source source;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    /** Gives the bytes. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    TestBody(OptionalLong length, Source source) {
        this.length = length;
        this.source = source;
    }

    TestBody(OptionalLong length, String text) {
        this(length, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public boolean replayable() {
        return true;
    }

    @Override
    public InputStream open() throws IOException {
        opened.incrementAndGet();
        var in = source.open();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                return in.read(bytes, offset, count);
            }

            @Override
            public void close() throws IOException {
                closed.incrementAndGet();
                in.close();
            }
        };
    }

    int opened() {
        return opened.get();
    }

    int closed() {
        return closed.get();
    }
}
