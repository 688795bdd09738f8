package us.apolo.images.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that stays and does one task after the other, as a service does. It measures the time itself, from the call
 * to its return; the line protocol is told in {@link us.apolo.images.benchmarks.program.TaskServer}.
 */
public final class ServedPeer implements Peer {
    private static final long END_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Writer tasks;
    private final BufferedReader answers;

    private ServedPeer(String name, Process process) {
        this.name = name;
        this.process = process;
        tasks = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts the program.
     *
     * @param name what the page calls it
     * @param command the program and its arguments
     * @param environment what is added to the environment
     * @param log where its standard error goes
     * @return the program, which the caller closes
     */
    public static ServedPeer start(String name, List<String> command, Map<String, String> environment, File log) {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().putAll(environment);
        try {
            return new ServedPeer(name, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public Outcome run(List<String> words) {
        try {
            tasks.write(String.join("\t", words) + "\n");
            tasks.flush();
            var line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException(name + " has ended in the middle of " + words);
            }
            var parts = line.split("\t", -1);
            if (!parts[0].equals("ok")) {
                throw new IllegalStateException("%s could not do %s: %s".formatted(name, words, line));
            }
            return new Outcome(Long.parseLong(parts[1]) / 1e9, parts.length > 2 ? parts[2] : "");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " no longer listens", e);
        }
    }

    @Override
    public void close() {
        try {
            tasks.close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
