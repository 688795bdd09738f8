package us.apolo.images.core;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the package writes to its logs while this is open. */
public final class Logged extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("us.apolo.images");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public Logged() {
        logger.setLevel(Level.ALL);
        logger.addHandler(this);
    }

    List<String> warnings() {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    /** What is told unless somebody wants more. */
    public List<String> lines() {
        return records.stream()
                .filter(line -> line.getLevel().intValue() >= Level.INFO.intValue())
                .map(new SimpleFormatter()::formatMessage)
                .toList();
    }

    /** Everything, with errors and their stacks. */
    String text() {
        var text = new StringBuilder();
        records.forEach(line -> text.append(new SimpleFormatter().format(line)));
        return text.toString();
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(null);
    }
}
