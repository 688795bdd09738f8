package us.apolo.images.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged between opening and closing, by the library and by what it uses. */
final class WholeLog extends Handler {
    private final Logger root = Logger.getLogger("");
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    void open() {
        setLevel(Level.ALL);
        root.addHandler(this);
        root.setLevel(Level.ALL);
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(formatter.format(entry));
    }

    @Override
    public void flush() {
        // Lines are kept at once.
    }

    @Override
    public void close() {
        root.setLevel(Level.INFO);
        root.removeHandler(this);
    }
}
