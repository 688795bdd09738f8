package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A plain socket that goes straight to its address, whatever the Java platform was told about SOCKS proxies. */
final class CountedSocket extends Socket implements ReceivedBytes {
    private final AtomicLong received = new AtomicLong();

    CountedSocket() {
        super(Proxy.NO_PROXY);
    }

    @Override
    public long received() {
        return received.get();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new CountedInputStream(super.getInputStream(), received);
    }
}
