package us.apolo.images.console;

import java.io.IOError;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jspecify.annotations.Nullable;

/**
 * A picture on a terminal, drawn anew in place. Between two drawings the cursor rests at the start of the line below,
 * so that whatever is written next, or an end by Ctrl-C, finds a fresh line.
 *
 * <p>A new state of a layer is drawn at once, since the next event may be long in coming; byte counts are held back.
 */
final class TerminalView implements ProgressView {
    private static final Logger LOG = System.getLogger(TerminalView.class.getName());
    private static final long LEAST_GAP = TimeUnit.MILLISECONDS.toNanos(80);
    private static final Size USUAL = Size.of(80, 24);
    private static final AttributedString LINE_END = new AttributedString("\n");

    private final Terminal terminal;
    private final Look look;
    private final LongSupplier nanoTime;
    private Size size;
    private @Nullable Drawing drawing;
    private boolean isLost;

    /** The picture that is being drawn. */
    private static final class Drawing {
        private final Progress progress;
        private final Display display;
        private long drawnAt;
        private boolean isStale;
        private boolean isResized;

        Drawing(Progress progress, Display display) {
            this.progress = progress;
            this.display = display;
        }
    }

    TerminalView(Terminal terminal, Look look, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.look = look;
        this.nanoTime = nanoTime;
        this.size = sizeOf(terminal);
    }

    /** A terminal that does not know its size says zero. */
    private static Size sizeOf(Terminal terminal) {
        var size = terminal.getSize();
        return size.getRows() > 0 && size.getColumns() > 0 ? size : USUAL;
    }

    @Override
    public void began(Progress progress, Operation operation) {
        draw(drawingOf(progress));
    }

    @Override
    public void changed(Progress progress, LayerChange change) {
        var current = drawingOf(progress);
        current.isStale = true;
        if (change.isNewStatus() || nanoTime.getAsLong() - current.drawnAt >= LEAST_GAP) {
            draw(current);
        }
    }

    /** A picture in which nothing moves stays as it is: other text may have been written below it by now. */
    @Override
    public void resized() {
        orLose(() -> size = sizeOf(terminal));
        if (drawing != null) {
            drawing.isResized = true;
            if (!drawing.progress.isSettled()) {
                draw(drawing);
            }
        }
    }

    @Override
    public void close() {
        if (drawing != null && drawing.isStale) {
            draw(drawing);
        }
        try {
            terminal.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The terminal was not closed in order", e);
        }
    }

    private Drawing drawingOf(Progress progress) {
        if (drawing == null || drawing.progress != progress) {
            drawing = new Drawing(progress, newDisplay());
        }
        return drawing;
    }

    private Display newDisplay() {
        var display = new Display(terminal, false);
        display.setScrollOptimization(false);
        display.resize(size);
        return display;
    }

    private void draw(Drawing current) {
        orLose(() -> {
            if (current.isResized) {
                erase(current.display);
                current.isResized = false;
            }
            var now = nanoTime.getAsLong();
            var lines = withLineEnds(new Picture(size, look).lines(current.progress, now));
            current.display.update(lines, size.cursorPos(lines.size() - 1, 0));
            current.drawnAt = now;
            current.isStale = false;
        });
    }

    /** The terminal has wrapped the old lines to its new width, and the display can tell where they are now. */
    private void erase(Display display) {
        display.resize(size);
        display.update(List.of(), 0, false);
    }

    /** Without its end, a line would count as wrapped into the next. The last, empty line is the cursor's. */
    private static List<AttributedString> withLineEnds(List<AttributedString> lines) {
        var ended = new ArrayList<AttributedString>();
        lines.forEach(line -> ended.add(AttributedString.join(AttributedString.EMPTY, line, LINE_END)));
        ended.add(AttributedString.EMPTY);
        return ended;
    }

    /** A terminal that has gone away, with its window for example, is no reason to end a transfer. */
    private void orLose(Runnable work) {
        if (isLost) {
            return;
        }
        try {
            work.run();
        } catch (IOError e) {
            isLost = true;
            LOG.log(Level.DEBUG, "The terminal is gone: progress is no longer shown", e);
        }
    }
}
