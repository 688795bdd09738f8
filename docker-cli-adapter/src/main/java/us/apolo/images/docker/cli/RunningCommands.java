package us.apolo.images.docker.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import us.apolo.images.port.engine.Cancellation;

/** All commands of one store that are under way, so that closing the store, or the end of the program, ends them. */
final class RunningCommands implements AutoCloseable {
    private final Set<RunningCommand> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    RunningCommands() {}

    /**
     * Runs a command to its end. Whichever way this ends, nothing of the command goes on.
     *
     * @param operation what it is for, as the start of a sentence
     * @param output hears each line of its standard output, on this thread
     * @param errors hears each line of its standard error
     * @return the exit code
     * @throws IOException if it cannot be started, or takes longer than it may
     * @throws IllegalStateException if the store is closed
     * @throws us.apolo.images.OperationCancelledException if this thread is interrupted, or the store closed meanwhile
     */
    int run(String operation, Invocation invocation, Consumer<String> output, Consumer<String> errors)
            throws IOException {
        requireOpen();
        Cancellation.check(operation, false, null);
        var command = RunningCommand.start(invocation);
        var hook = hook(command);
        running.add(command);
        try {
            // Looked at again after it is known, so that a close at this moment misses nothing.
            if (closed) {
                command.close();
            }
            var exitCode = command.follow(invocation.limit(), output, errors);
            Cancellation.check(operation, command.isClosed(), null);
            return exitCode;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted(operation, e);
        } catch (IOException e) {
            Cancellation.check(operation, command.isClosed(), e);
            throw e;
        } finally {
            command.close();
            running.remove(command);
            hook.ifPresent(ExitHook::close);
        }
    }

    /** Names are put back even while the program ends, so a command may run then too. */
    private static Optional<ExitHook> hook(RunningCommand command) {
        try {
            return Optional.of(ExitHook.add(command::close));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This local store has been closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        // All at once first, so that several take no longer than one.
        running.forEach(RunningCommand::abandon);
        running.forEach(RunningCommand::close);
    }
}
