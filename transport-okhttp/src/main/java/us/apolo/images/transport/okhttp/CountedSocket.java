package us.apolo.images.transport.okhttp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A plain socket that goes straight to its address, whatever the Java platform was told about SOCKS proxies.
 *
 * <p>Okio moves 8 kilobytes at a time, and with a call of the system for each of them a large layer is moved visibly slower.
 * So several of them go in one call. What is to go at once is flushed by OkHttp.
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

    @Override
    public InputStream getInputStream() throws IOException {
        return first(input, new CountedInputStream(new BufferedInputStream(super.getInputStream(), BUFFER), received));
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return first(output, new BufferedOutputStream(super.getOutputStream(), BUFFER));
    }

    /** The same each time, since what is in its buffer belongs to whoever goes on: TLS after a proxy's answer. */
    private static <T> T first(AtomicReference<@Nullable T> known, T made) {
        return known.compareAndSet(null, made) ? made : Objects.requireNonNull(known.get());
    }
}
