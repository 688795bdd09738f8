package us.apolo.images.console;

import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jline.terminal.Terminal;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;

/**
 * Shows people how pushes and pulls go: a bar for each layer on a terminal, plain lines anywhere else. Close it when
 * the last operation is over; this leaves the final picture and the cursor on a line of its own.
 *
 * <pre>{@code
 * try (var progress = ConsoleProgress.create()) {
 *     images.push(local, remote, progress);
 * }
 * }</pre>
 *
 * <p>Bytes are written in decimal units: 1 kB is 1000 bytes, 1 MB is 1000 kB. A rate is the mean of the last four
 * seconds. The format does not depend on the locale. Control characters in names, layer ids and messages are left out.
 *
 * <p>One object serves any number of operations, one after the other or at once; layers of operations that run at once
 * stand in one picture. It may be used by any number of threads. It starts none itself: a picture changes when an event
 * arrives or the window gets another size, and byte counts change it at most some twelve times a second. While an
 * operation runs, nothing else should be written to the same terminal; between operations everything may. Only one
 * object at a time should draw on a terminal.
 *
 * <p>Listening never fails: if the terminal goes away, the operation carries on without a picture.
 */
public final class ConsoleProgress implements ImageProgressListener, AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final ProgressView view;
    private final LongSupplier nanoTime;
    private Progress progress = new Progress();
    private boolean closed;

    private ConsoleProgress(ProgressView view, LongSupplier nanoTime) {
        this.view = view;
        this.nanoTime = nanoTime;
    }

    /** Draws on a terminal, which {@link #close} closes. */
    ConsoleProgress(Terminal terminal, Look look, LongSupplier nanoTime) {
        this(new TerminalView(terminal, look, nanoTime), nanoTime);
        terminal.handle(Terminal.Signal.WINCH, signal -> guarded(view::resized));
    }

    /**
     * Shows progress on the process's standard error, so that standard output is left to what the program has to say.
     *
     * <p>If standard error is a terminal, bars are drawn on it, in colour unless the environment variable
     * {@code NO_COLOR} is set. Plain lines go to {@link System#err} instead if it is a file or a pipe, if {@code TERM}
     * is {@code dumb} or not set, if {@code CI} is set to anything but {@code false}, and on Windows. The modes of the
     * terminal are never changed, nothing is read from it, and no signal is taken but the one for a new window size.
     *
     * @return a listener to be closed
     */
    public static ConsoleProgress create() {
        return create(System.getenv());
    }

    static ConsoleProgress create(Map<String, String> environment) {
        return StandardErrorTerminal.open(environment)
                .map(terminal -> new ConsoleProgress(terminal, Look.of(terminal, environment), System::nanoTime))
                .orElseGet(() -> to(System.err));
    }

    /**
     * Writes plain lines: one for each change of a layer's state, and for layers of 100 MB or more one at each quarter.
     *
     * @param out where to write; it is flushed and never closed
     * @return a listener to be closed
     */
    public static ConsoleProgress to(PrintStream out) {
        return new ConsoleProgress(new PlainView(Objects.requireNonNull(out, "out")), System::nanoTime);
    }

    /** Starts a new picture, or a new heading if other operations are still under way. */
    @Override
    public void pull(ImageProgressPull event) {
        begin(Operation.of(event));
    }

    /** Starts a new picture, or a new heading if other operations are still under way. */
    @Override
    public void push(ImageProgressPush event) {
        begin(Operation.of(event));
    }

    /** Shows how far a layer is. After {@link #close} this does nothing, and so do the other events. */
    @Override
    public void step(ImageProgressStep event) {
        Objects.requireNonNull(event, "event");
        guarded(() -> {
            var change = progress.step(event, Thread.currentThread(), nanoTime.getAsLong());
            view.changed(progress, change);
        });
    }

    /** Ends the drawing, gives the terminal back and ignores whatever follows. Closing twice is the same as once. */
    @Override
    public void close() {
        guarded(() -> {
            closed = true;
            view.close();
        });
    }

    private void begin(Operation operation) {
        guarded(() -> {
            progress.leave(operation.thread());
            if (progress.isOver()) {
                progress = new Progress();
            }
            progress.begin(operation);
            view.began(progress, operation);
        });
    }

    private void guarded(Runnable work) {
        lock.lock();
        try {
            if (!closed) {
                work.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
