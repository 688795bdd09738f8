package us.apolo.images.transport.okhttp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A plain socket that goes straight to its address, whatever the Java platform was told about SOCKS proxies.
 *
 * <p>Okio moves 8 kilobytes at a time, and a call of the system for each of them takes as long as the rest of the work on
 * a large layer. So several of them go in one call. What is to go at once is flushed by OkHttp.
 */
final class CountedSocket extends Socket implements ReceivedBytes {
    private static final int BUFFER = 32 * 1024;

    private final AtomicLong received = new AtomicLong();
    private final AtomicReference<@Nullable InputStream> input = new AtomicReference<>();
    private final AtomicReference<@Nullable OutputStream> output = new AtomicReference<>();

    CountedSocket() {
        super(Proxy.NO_PROXY);
    }

    @Override
    public long received() {
        return received.get();
    }

    /** The same each time, since what is in its buffer belongs to whoever reads on: TLS after a proxy's answer. */
    @Override
    public InputStream getInputStream() throws IOException {
        var stream = super.getInputStream();
        var known = input.get();
        if (known != null) {
            return known;
        }
        var counted = new CountedInputStream(new BufferedInputStream(stream, BUFFER), received);
        input.set(counted);
        return counted;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        var stream = super.getOutputStream();
        var known = output.get();
        if (known != null) {
            return known;
        }
        var buffered = new BufferedOutputStream(stream, BUFFER);
        output.set(buffered);
        return buffered;
    }
}
