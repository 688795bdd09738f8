package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A connection through a Unix socket. A selector waits for it, since such sockets have no time limits of their own. */
final class UnixConnection implements EngineConnection {
    private final UnixDomainSocketAddress address;
    private final SocketChannel channel;
    private final Selector selector;
    private volatile int readLimit;

    UnixConnection(String path) throws IOException {
        this.address = UnixDomainSocketAddress.of(path);
        this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Connects at once or not at all: there is no network in between. */
    @Override
    public void connect(Duration limit) throws IOException {
        channel.connect(address);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public void limitReads(Duration limit) {
        readLimit = Milliseconds.of(limit);
    }

    @Override
    public InputStream input() {
        return new Input();
    }

    @Override
    public OutputStream output() {
        return new Output();
    }

    private int read(ByteBuffer target) throws IOException {
        var limit = readLimit;
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
        while (true) {
            var count = channel.read(target);
            if (count != 0) {
                return count;
            }
            // The selector may wake for nothing, for example by an interrupt that has been seen already.
            var left = deadline - System.nanoTime();
            if (limit > 0 && left <= 0) {
                throw new SocketTimeoutException("nothing came for " + limit + " ms");
            }
            await(SelectionKey.OP_READ, limit == 0 ? 0 : Milliseconds.of(Duration.ofNanos(left)));
        }
    }

    private void write(ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            if (channel.write(source) == 0) {
                await(SelectionKey.OP_WRITE, 0);
            }
        }
    }

    private void await(int operation, int limit) throws IOException {
        try {
            var key = channel.keyFor(selector);
            if (key == null) {
                throw new ClosedChannelException();
            }
            key.interestOps(operation);
            selector.select(limit);
            selector.selectedKeys().clear();
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while waiting for the engine");
            }
        } catch (ClosedSelectorException | CancelledKeyException e) {
            var closed = new AsynchronousCloseException();
            closed.initCause(e);
            throw closed;
        }
    }

    /** Does nothing: the selector has been woken by the interrupt itself. */
    @Override
    public void interrupted() {}

    /**
     * Says that nobody asks any more, which an engine takes for the end of the client, and reads until the engine has
     * closed its side: then it has stopped. The interrupt flag may be up already.
     */
    @Override
    public void hangUp(Duration limit) throws IOException {
        var interrupted = Thread.interrupted();
        try {
            if (channel.isConnected()) {
                channel.shutdownOutput();
                readToTheEnd(System.nanoTime() + limit.toNanos());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            close();
        }
    }

    private void readToTheEnd(long deadline) throws IOException {
        var forgotten = ByteBuffer.allocate(8 * 1024);
        do {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new SocketTimeoutException("the engine goes on with what nobody waits for");
            }
            limitReads(Duration.ofNanos(left));
        } while (read(forgotten.clear()) >= 0);
    }

    /** The selector first: that wakes whoever waits, and lets go of the channel. */
    @Override
    public void close() throws IOException {
        try {
            selector.close();
        } finally {
            channel.close();
        }
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : UnixConnection.this.read(ByteBuffer.wrap(target, offset, length));
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            UnixConnection.this.write(ByteBuffer.wrap(source, offset, length));
        }
    }
}
