package us.apolo.images.it;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Stands before an engine's socket, passes on what is said, and breaks the transfers in one way. */
final class EngineRelay implements AutoCloseable {
    private static final Pattern TRANSFER = Pattern.compile("^POST \\S*/(images/create|images/\\S+/push)\\?");
    private static final int BUFFER = 64 * 1024;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** What it does. */
    enum Way {
        PASSES,
        SILENT,
        SWALLOWS_TRANSFER,
        CUTS_BEFORE_STREAM,
        CUTS_STREAM,
        LEAVES_STREAM_UNFINISHED,
        ERROR_IN_STREAM
    }

    private final Way way;
    private final Path socket;
    private final Path engine;
    private final ServerSocketChannel door;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> new Thread(work, "engine-relay"));
    private final AtomicInteger broken = new AtomicInteger();

    /**
     * Opens it.
     *
     * @param engine the address of the engine's socket
     */
    EngineRelay(Way way, String engine) throws IOException {
        this.way = way;
        this.engine = Path.of(engine.replaceFirst("^unix://", ""));
        // Beside the engine's, whose path is short enough.
        this.socket = this.engine.resolveSibling("relay-" + NUMBERS.incrementAndGet() + ".sock");
        this.door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(socket));
        threads.execute(this::accept);
    }

    /** Where it is, as an engine's address. */
    String host() {
        return "unix://" + socket;
    }

    /** How often it has broken something. */
    int broken() {
        return broken.get();
    }

    private void accept() {
        while (door.isOpen()) {
            try {
                var visitor = door.accept();
                open.add(visitor);
                threads.execute(() -> serve(visitor));
            } catch (IOException e) {
                // It has been closed.
                return;
            }
        }
    }

    private void serve(SocketChannel visitor) {
        if (way == Way.SILENT) {
            broken.incrementAndGet();
            return;
        }
        try (visitor;
                var inside = SocketChannel.open(UnixDomainSocketAddress.of(engine))) {
            open.add(inside);
            new Visit(visitor, inside).serve();
        } catch (IOException e) {
            // One of the two has hung up, which ends the visit.
            return;
        } finally {
            open.remove(visitor);
        }
    }

    /** One connection. */
    private final class Visit {
        private final SocketChannel visitor;
        private final SocketChannel inside;
        private volatile boolean breaking;

        Visit(SocketChannel visitor, SocketChannel inside) {
            this.visitor = visitor;
            this.inside = inside;
        }

        void serve() throws IOException {
            threads.execute(this::passAnswers);
            var buffer = ByteBuffer.allocate(BUFFER);
            while (visitor.read(buffer) >= 0) {
                var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
                if (way != Way.PASSES && TRANSFER.matcher(text).find()) {
                    broken.incrementAndGet();
                    if (!breakTransfer()) {
                        return;
                    }
                }
                send(buffer, inside);
            }
        }

        /** Returns whether the engine is still to hear of it. */
        private boolean breakTransfer() throws IOException {
            switch (way) {
                case CUTS_STREAM -> {
                    breaking = true;
                    return true;
                }
                case SWALLOWS_TRANSFER -> visitor.read(ByteBuffer.allocate(1));
                case LEAVES_STREAM_UNFINISHED -> answer("{\"status\":\"Preparing\",\"id\":\"0123456789ab\"}\r\n");
                case ERROR_IN_STREAM ->
                    answer("{\"status\":\"Preparing\",\"id\":\"0123456789ab\"}\r\n"
                            + "{\"errorDetail\":{\"message\":\"planted: no space left on device\"},"
                            + "\"error\":\"planted: no space left on device\"}\r\n");
                default -> {
                    // Nothing more is said: the connection ends.
                }
            }
            return false;
        }

        private void answer(String stream) throws IOException {
            var response = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(stream.length()) + "\r\n" + stream + "\r\n0\r\n\r\n";
            send(ByteBuffer.wrap(response.getBytes(StandardCharsets.ISO_8859_1)).position(response.length()), visitor);
            visitor.shutdownOutput();
            visitor.read(ByteBuffer.allocate(1));
        }

        /** A stream that is to be cut ends with what the engine says first. */
        private void passAnswers() {
            var buffer = ByteBuffer.allocate(BUFFER);
            try {
                while (inside.read(buffer) >= 0) {
                    var last = breaking;
                    send(buffer, visitor);
                    if (last) {
                        break;
                    }
                }
                visitor.close();
            } catch (IOException e) {
                // One of the two has hung up, which the other direction notices as well.
                return;
            } finally {
                open.remove(inside);
            }
        }

        private static void send(ByteBuffer buffer, SocketChannel to) throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                var unused = to.write(buffer);
            }
            buffer.clear();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var connection : open) {
            connection.close();
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(20, TimeUnit.SECONDS)) {
                throw new IOException("A thread of the relay does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the relay was closed", e);
        } finally {
            Files.deleteIfExists(socket);
        }
    }
}
