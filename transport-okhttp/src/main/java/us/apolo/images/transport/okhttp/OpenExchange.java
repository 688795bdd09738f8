package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** An exchange from its start until its response is done with: what it holds, and how to end it. */
final class OpenExchange {
    private final String host;
    private final Consumer<OpenExchange> giveBack;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile boolean shutDown;
    private volatile Runnable abort = () -> {};

    /**
     * @param host whose connection it has
     * @param giveBack gives back what it holds; runs once
     */
    OpenExchange(String host, Consumer<OpenExchange> giveBack) {
        this.host = host;
        this.giveBack = giveBack;
    }

    String host() {
        return host;
    }

    /** From now on this is how to break it off; it must not wait. */
    void abortBy(Runnable action) {
        abort = action;
        if (shutDown) {
            action.run();
        }
    }

    /** The transport is closed: breaks off what is under way, now or as soon as there is something. */
    void shutDown() {
        shutDown = true;
        abort.run();
    }

    boolean isShutDown() {
        return shutDown;
    }

    /** A failure with its reason: to be broken off looks like many things from below. */
    IOException explained(IOException e) {
        return shutDown && !(e instanceof InterruptedIOException) ? new IOException("The transport was closed", e) : e;
    }

    /** The connection is no longer in use. May be called any number of times. */
    void done() {
        if (done.compareAndSet(false, true)) {
            giveBack.accept(this);
        }
    }
}
