package us.apolo.images.benchmarks;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What one end of a connection sends to the other, late. One thread reads, another writes when the time has come. */
final class Direction {
    private static final int CHUNK = 64 * 1024;
    /** What is on its way at the most; whoever sends more has to wait, as with a window of TCP. */
    private static final int CHUNKS = 128;

    private final Socket from;
    private final Socket to;
    private final Line line;
    private final long notBefore;
    private final BlockingQueue<Piece> underWay = new ArrayBlockingQueue<>(CHUNKS);

    /**
     * Makes a direction.
     *
     * @param notBefore when the first byte may arrive, since a connection takes a round trip to be made
     */
    Direction(Socket from, Socket to, Line line, long notBefore) {
        this.from = from;
        this.to = to;
        this.line = line;
        this.notBefore = notBefore;
    }

    /** Bytes and when they arrive; none at all at the end. */
    private record Piece(ByteBuffer bytes, long arrival) {}

    void start(Executor threads) {
        threads.execute(this::read);
        threads.execute(this::write);
    }

    private void read() {
        var buffer = new byte[CHUNK];
        try {
            var input = from.getInputStream();
            for (var count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                put(Arrays.copyOf(buffer, count));
            }
            put(new byte[0]);
        } catch (IOException e) {
            // One end has hung up, which clients do with idle connections; so the other end is told.
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(byte[] bytes) throws InterruptedException {
        underWay.put(new Piece(ByteBuffer.wrap(bytes), Math.max(notBefore, line.arrival(bytes.length))));
    }

    private void write() {
        try {
            var output = to.getOutputStream();
            for (var piece = next(); piece.bytes().hasRemaining(); piece = next()) {
                output.write(piece.bytes().array());
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // The same as above, seen from the other side.
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Piece next() throws InterruptedException {
        while (true) {
            var piece = underWay.poll(1, TimeUnit.SECONDS);
            if (piece != null) {
                await(piece.arrival());
                return piece;
            }
            if (to.isClosed()) {
                return new Piece(ByteBuffer.allocate(0), 0);
            }
        }
    }

    private static void await(long time) throws InterruptedException {
        for (var left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void close() {
        try {
            from.close();
            to.close();
        } catch (IOException e) {
            Bench.say("a connection could not be closed: " + e);
        }
    }
}
