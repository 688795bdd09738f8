package us.apolo.images.docker.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A command under way. To close it, from any thread, ends it and all that it has started. */
final class RunningCommand implements AutoCloseable {
    private static final long PAUSE_MILLIS = 10;

    private final Process process;
    private final ProcessTree tree;
    private volatile boolean closed;

    private RunningCommand(Process process) {
        this.process = process;
        this.tree = new ProcessTree(process);
    }

    /** Starts a command that has nothing to read. */
    static RunningCommand start(Invocation invocation) throws IOException {
        var words = new ArrayList<String>();
        words.add(invocation.command().toString());
        words.addAll(invocation.arguments());
        var builder = new ProcessBuilder(words);
        builder.environment().clear();
        builder.environment().putAll(invocation.variables());
        var process = builder.start();
        process.getOutputStream().close();
        return new RunningCommand(process);
    }

    /** Has whoever follows it end it, without waiting for that. */
    void abandon() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Hears the command to its end. Both pipes are read by turns on this thread, neither is ever waited for: so a chatty
     * command never blocks, whatever holds the pipes open afterwards does not matter, and a slow listener slows the
     * command down.
     *
     * @param limit how long it may take; zero for ever
     * @return the exit code; nothing is to be made of it if this was closed meanwhile
     * @throws IOException if it takes too long
     */
    int follow(Duration limit, Consumer<String> output, Consumer<String> errors)
            throws IOException, InterruptedException {
        var lines = new OutputLines(process.getInputStream(), output);
        var errorLines = new OutputLines(process.getErrorStream(), errors);
        var start = System.nanoTime();
        while (!closed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            // Asked before the pipes are looked at, so that nothing comes in between.
            var alive = process.isAlive();
            var said = lines.read();
            said |= errorLines.read();
            if (said) {
                continue;
            }
            if (!alive) {
                lines.finish();
                errorLines.finish();
                return process.exitValue();
            }
            if (!limit.isZero() && System.nanoTime() - start > limit.toNanos()) {
                throw new IOException("it does not answer within " + limit.toMillis() + " ms");
            }
            process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return -1;
    }

    @Override
    public void close() {
        closed = true;
        tree.end();
    }
}
