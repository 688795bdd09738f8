package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Hands out the connections that a host may have. OkHttp counts none for blocking calls, and makes a new connection
 * whenever no idle one fits: with no more calls at a time than slots there are never more connections than slots.
 *
 * <p>Who waits longest is served first. A slot that becomes free while others wait goes straight to the first of them.
 */
final class ConnectionSlots {
    private final int perHost;
    private final Map<String, Host> hosts = new HashMap<>();
    private boolean closed;

    ConnectionSlots(int perHost) {
        this.perHost = perHost;
    }

    /** A place in the queue; done when there is a slot. */
    private static final class Turn {
        private final CompletableFuture<Void> slot = new CompletableFuture<>();
    }

    /** The slots of one host; it is kept only while one of them is taken. */
    private static final class Host {
        private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
        private int taken;
    }

    /**
     * Takes a slot, and waits for one if need be.
     *
     * @throws InterruptedIOException if the thread is interrupted while it waits; its flag stays set
     * @throws IOException if this is closed before there is one
     */
    void acquire(String host) throws IOException {
        var turn = enqueue(host);
        try {
            turn.slot.get();
        } catch (InterruptedException e) {
            giveUp(host, turn);
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("The thread was interrupted while it waited for a connection");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw new IOException("The transport was closed", e);
        }
    }

    private synchronized Turn enqueue(String name) throws IOException {
        if (closed) {
            throw new IOException("The transport was closed");
        }
        var host = hosts.computeIfAbsent(name, key -> new Host());
        var turn = new Turn();
        if (host.taken < perHost) {
            host.taken++;
            turn.slot.complete(null);
        } else {
            host.waiting.add(turn);
        }
        return turn;
    }

    private synchronized void giveUp(String name, Turn turn) {
        var host = hosts.get(name);
        var stillWaiting = host != null && host.waiting.remove(turn);
        if (!stillWaiting && !turn.slot.isCompletedExceptionally()) {
            release(name);
        }
    }

    /** Gives a slot back that {@link #acquire} gave. */
    synchronized void release(String name) {
        var host = hosts.get(name);
        if (host == null) {
            throw new IllegalStateException("No slot of " + name + " is taken");
        }
        var next = host.waiting.poll();
        if (next != null) {
            next.slot.complete(null);
        } else if (--host.taken == 0) {
            hosts.remove(name);
        }
    }

    /** Ends every wait, and lets nobody in any more. */
    synchronized void close() {
        closed = true;
        for (var host : hosts.values()) {
            host.waiting.forEach(turn -> turn.slot.completeExceptionally(new IOException("closed")));
            host.waiting.clear();
        }
    }
}
