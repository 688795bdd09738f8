package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection through a named pipe of Windows. It is opened for asynchronous work, since a pipe that was not can't be
 * closed while somebody reads from it.
 */
final class NamedPipeConnection implements EngineConnection {
    private static final int BUSY_PAUSE_MILLISECONDS = 20;

    private final Path path;
    private volatile @Nullable AsynchronousFileChannel channel;
    private volatile boolean closed;
    private volatile int readLimit;

    NamedPipeConnection(String path) {
        this.path = Path.of(path);
    }

    /** A pipe whose ends are all taken is busy, and may be free in a moment. */
    @Override
    public void connect(Duration limit) throws IOException {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Milliseconds.of(limit));
        while (true) {
            try {
                open();
                return;
            } catch (NoSuchFileException e) {
                throw e;
            } catch (FileSystemException e) {
                if (closed || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private void open() throws IOException {
        var opened = AsynchronousFileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel = opened;
        if (closed) {
            opened.close();
            throw new ClosedChannelException();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BUSY_PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            throw interruption();
        }
    }

    private static IOException interruption() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the engine");
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

    private AsynchronousFileChannel channel() throws IOException {
        var open = channel;
        if (open == null) {
            throw new ClosedChannelException();
        }
        return open;
    }

    private static int await(Future<Integer> work, int limit) throws IOException {
        try {
            return limit == 0 ? work.get() : work.get(limit, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interruption();
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("nothing came for " + limit + " ms");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        var open = channel;
        if (open != null) {
            open.close();
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
            if (length == 0) {
                return 0;
            }
            // A pipe has no positions, and says nothing more by giving nothing.
            var count = await(channel().read(ByteBuffer.wrap(target, offset, length), 0), readLimit);
            return count > 0 ? count : -1;
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            var rest = ByteBuffer.wrap(source, offset, length);
            while (rest.hasRemaining()) {
                await(channel().write(rest, 0), 0);
            }
        }
    }
}
