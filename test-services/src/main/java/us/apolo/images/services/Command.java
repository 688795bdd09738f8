package us.apolo.images.services;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program to be run to its end, within a time limit. Both of its pipes are read all the time, so that it never blocks
 * on them; the end of each is kept. Secrets belong into the input, never into an argument.
 *
 * <pre>{@code
 * var version = Command.of("docker", "--version").timeLimit(Duration.ofSeconds(5)).run().output();
 * }</pre>
 */
public final class Command {
    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);
    private static final int SHOWN_LINES = 20;

    private final List<String> words;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Set<String> unset = new LinkedHashSet<>();
    private Input input = OutputStream::flush;
    private Duration timeLimit = DEFAULT_LIMIT;

    private Command(List<String> words) {
        this.words = words;
    }

    /** What a program is fed with. */
    @FunctionalInterface
    public interface Input {
        /**
         * Writes everything.
         *
         * @param stdin the program's standard input; it is closed afterwards
         * @throws IOException if the program no longer reads
         */
        void writeTo(OutputStream stdin) throws IOException;
    }

    /**
     * How a program ended.
     *
     * @param exitCode zero if all is well
     * @param output what it printed, or the last mebibyte of it
     * @param errors what it printed to standard error, or the last mebibyte of it
     */
    public record Result(int exitCode, String output, String errors) {}

    /**
     * Names a program and its arguments.
     *
     * @param words the program, then its arguments
     * @return a command that has not been run yet
     */
    public static Command of(String... words) {
        return of(List.of(words));
    }

    /**
     * Names a program and its arguments.
     *
     * @param words the program, then its arguments
     * @return a command that has not been run yet
     */
    public static Command of(List<String> words) {
        return new Command(List.copyOf(words));
    }

    /**
     * Sets an environment variable.
     *
     * @param name its name
     * @param value its value, no secret
     * @return this
     */
    public Command environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * Leaves environment variables out.
     *
     * @param names their names
     * @return this
     */
    public Command without(String... names) {
        unset.addAll(List.of(names));
        return this;
    }

    /**
     * Feeds the program with a text.
     *
     * @param text the text; a secret is welcome here
     * @return this
     */
    public Command input(String text) {
        return input(stdin -> stdin.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Feeds the program.
     *
     * @param newInput writes its standard input, on a thread of its own
     * @return this
     */
    public Command input(Input newInput) {
        input = newInput;
        return this;
    }

    /**
     * Says how long the program may run; one minute unless it is said.
     *
     * @param limit the limit
     * @return this
     */
    public Command timeLimit(Duration limit) {
        timeLimit = limit;
        return this;
    }

    /**
     * Runs the program and wants it to succeed.
     *
     * @return how it ended
     * @throws CommandFailedException if it does not start, does not end in time (it is then killed with its children),
     *     or its exit code is not zero
     */
    public Result run() {
        var result = attempt();
        if (result.exitCode() != 0) {
            throw new CommandFailedException(
                    "%s ended with exit code %d: %s".formatted(this, result.exitCode(), said(result)));
        }
        return result;
    }

    private static String said(Result result) {
        return Logs.lastLines(result.errors().isBlank() ? result.output() : result.errors(), SHOWN_LINES);
    }

    /**
     * Runs the program, however it ends.
     *
     * @return how it ended
     * @throws CommandFailedException if it does not start, or does not end in time (it is then killed with its
     *     children)
     */
    public Result attempt() {
        var process = start();
        var output = background("output", () -> drain(process.getInputStream()));
        var errors = background("errors", () -> drain(process.getErrorStream()));
        var fed = background("input", () -> feed(process));
        try {
            return await(process, output, errors, fed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(this + " was interrupted", e);
        } catch (TimeoutException e) {
            throw new CommandFailedException("%s did not end within %d ms".formatted(this, timeLimit.toMillis()), e);
        } finally {
            if (process.isAlive()) {
                ProcessTree.of(process.toHandle()).kill();
            }
        }
    }

    private Process start() {
        var builder = new ProcessBuilder(words);
        builder.environment().keySet().removeAll(unset);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandFailedException("%s could not be started: %s".formatted(this, e.getMessage()), e);
        }
    }

    private Result await(Process process, FutureTask<String> output, FutureTask<String> errors, FutureTask<Boolean> fed)
            throws InterruptedException, TimeoutException {
        var deadline = Deadline.in(timeLimit);
        if (!process.waitFor(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException();
        }
        var result = new Result(process.exitValue(), get(output, deadline), get(errors, deadline));
        if (!get(fed, deadline) && result.exitCode() == 0) {
            throw new CommandFailedException(this + " ended before it had read its input");
        }
        return result;
    }

    private <T> T get(FutureTask<T> task, Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            return task.get(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new CommandFailedException("The pipes of " + this + " failed", e);
        }
    }

    private <T> FutureTask<T> background(String pipe, Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, words.get(0) + " " + pipe);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static String drain(InputStream stream) throws IOException {
        try (stream) {
            return Logs.tail(stream);
        }
    }

    /** Tells whether the program took all of its input; one that fails often does not. */
    private boolean feed(Process process) {
        try (var stdin = process.getOutputStream()) {
            input.writeTo(stdin);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Names the program alone, since arguments are long.
     *
     * @return the program and its first arguments
     */
    @Override
    public String toString() {
        var program = Path.of(words.get(0)).getFileName();
        var shown = words.stream().skip(1).limit(6).toList();
        return program + (shown.isEmpty() ? "" : " " + String.join(" ", shown)) + (words.size() > 7 ? " …" : "");
    }
}
