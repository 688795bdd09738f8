package us.apolo.images.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** A terminal in memory with a person's eye on it, and a clock that stands still until it is moved. */
final class TestConsole implements AutoCloseable {
    final Screen screen;
    final ConsoleProgress progress;
    final LineDisciplineTerminal terminal;
    private final Output output = new Output();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);

    /** Passes on to the screen what was written, at each flush. */
    private final class Output extends OutputStream {
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private final StringBuilder everything = new StringBuilder();
        private final AtomicInteger draws = new AtomicInteger();
        private boolean isBroken;

        @Override
        public void write(int b) throws IOException {
            if (isBroken) {
                throw new IOException("Input/output error");
            }
            pending.write(b);
        }

        @Override
        public void flush() {
            var text = pending.toString(StandardCharsets.UTF_8);
            pending.reset();
            if (!text.isEmpty()) {
                draws.incrementAndGet();
                everything.append(text);
                screen.write(text);
            }
        }
    }

    TestConsole(int columns, int rows) {
        this(columns, rows, Look.of(StandardCharsets.UTF_8, false));
    }

    TestConsole(int columns, int rows, Look look) {
        try {
            screen = new Screen(columns, rows);
            terminal = new LineDisciplineTerminal("test", "xterm-256color", output, StandardCharsets.UTF_8);
            terminal.setSize(Size.of(columns, rows));
            progress = new ConsoleProgress(terminal, look, nanoTime::get);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    void after(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    void resize(int columns, int rows) {
        screen.resize(columns, rows);
        terminal.setSize(Size.of(columns, rows));
        terminal.raise(Terminal.Signal.WINCH);
    }

    void breakOutput() {
        output.isBroken = true;
    }

    int draws() {
        return output.draws.get();
    }

    String written() {
        return output.everything.toString();
    }

    @Override
    public void close() {
        progress.close();
    }
}
