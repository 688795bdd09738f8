package us.apolo.images.services;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A process that serves until it is ended, with a folder of its own and a log. It ends with {@link #close()} or with
 * the program, whichever comes first; its folder goes with it.
 */
final class PrivateService implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int SHOWN_LINES = 25;

    private final String name;
    private final TemporaryFolder folder;
    private @Nullable Process process;
    private boolean closed;

    private PrivateService(String name, TemporaryFolder folder) {
        this.name = name;
        this.folder = folder;
    }

    static PrivateService open(String name) {
        return open(name, TemporaryFolder.create(name));
    }

    /** Opens it in a folder that goes away with it. */
    static PrivateService open(String name, TemporaryFolder folder) {
        var service = new PrivateService(name, folder);
        ShutdownCleanup.add(service);
        return service;
    }

    TemporaryFolder folder() {
        return folder;
    }

    /**
     * Starts the process and waits until it serves.
     *
     * @throws ServiceException if it does not get there; the message holds the end of its log
     */
    void start(List<String> command, Map<String, String> environment, BooleanSupplier ready) {
        spawn(command, environment);
        var deadline = Deadline.in(START_LIMIT);
        while (!ready.getAsBoolean()) {
            if (!isRunning()) {
                throw new ServiceException("%s ended before it was ready:%n%s".formatted(name, logTail()));
            }
            if (deadline.isOver()) {
                throw new ServiceException(
                        "%s was not ready within %d seconds:%n%s".formatted(name, START_LIMIT.toSeconds(), logTail()));
            }
            if (!Deadline.pause()) {
                Thread.currentThread().interrupt();
                throw new ServiceException("Interrupted while " + name + " was starting");
            }
        }
    }

    private synchronized void spawn(List<String> command, Map<String, String> environment) {
        if (closed) {
            throw new ServiceException(name + " is closed");
        }
        if (isRunning()) {
            throw new ServiceException(name + " is running already");
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            // What is merged into the output has a pipe all the same, which is of no use.
            process.getErrorStream().close();
        } catch (IOException e) {
            throw new ServiceException("%s could not be started: %s".formatted(name, e.getMessage()), e);
        }
    }

    synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Asks the process to end, and kills it with its children if it takes too long. */
    synchronized void stop() {
        if (process != null && process.isAlive()) {
            ProcessTree.of(process.toHandle()).end(GRACE);
            awaitEnd(process);
        }
    }

    /** Kills the process and its children at once, so that it has no chance to tidy up. */
    synchronized void kill() {
        if (process != null && process.isAlive()) {
            ProcessTree.of(process.toHandle()).kill();
            awaitEnd(process);
        }
    }

    /** Its handle knows of the end a moment before the process does, which would count as running until then. */
    private static void awaitEnd(Process process) {
        var unused = Deadline.in(GRACE).await(() -> !process.isAlive());
    }

    private Path logFile() {
        return folder.resolve("log");
    }

    /** What the process printed since the first start, or the last mebibyte of it. */
    String log() {
        try (var stream = Files.newInputStream(logFile())) {
            return Logs.tail(stream);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + logFile(), e);
        }
    }

    private String logTail() {
        return Logs.lastLines(log(), SHOWN_LINES);
    }

    /** Ends the process and deletes the folder. To close twice does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        ShutdownCleanup.remove(this);
        try {
            stop();
        } finally {
            folder.close();
        }
    }
}
