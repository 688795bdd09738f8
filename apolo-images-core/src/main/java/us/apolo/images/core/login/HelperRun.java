package us.apolo.images.core.login;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A helper under way. Its output is looked for and never waited for: so what it leaves running, and may hold the pipe
 * open, holds up nobody. What it says on standard error goes nowhere.
 *
 * <p><strong>It must be closed</strong>: that ends it and all that it has started, unless it has ended by itself.
 */
final class HelperRun implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HelperRun.class.getName());
    private static final int MAX_OUTPUT = 1 << 20;
    private static final long PAUSE_MILLIS = 10;

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private HelperRun(Process process) {
        this.process = process;
    }

    /** What it has said, and how it has ended. */
    record Output(int exitCode, String text) {
        /** Without the text, which may have a secret. */
        @Override
        public String toString() {
            return "Output[exitCode=" + exitCode + "]";
        }
    }

    static HelperRun start(List<String> command, Map<String, String> variables, String input) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(variables);
        var process = builder.start();
        var run = new HelperRun(process);
        run.tell(input);
        return run;
    }

    /** It fits into the pipe, so nothing is waited for. A helper that ends without having read it says enough by that. */
    private void tell(String input) {
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A credential helper has not heard the registry's name: {0}",
                    e.getMessage());
        }
    }

    /** Hears it to its end. */
    Output await(Duration limit) throws IOException, InterruptedException {
        var pipe = process.getInputStream();
        var start = System.nanoTime();
        var silent = 0;
        // Nothing twice after the end: when a process ends, the platform first has to take over what is in the pipe.
        while (silent < 2) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new IOException("it does not answer within " + limit.toSeconds() + " s");
            }
            var ended = hasEnded();
            silent = hear(pipe) || !ended ? 0 : silent + 1;
        }
        return new Output(process.exitValue(), output.toString(StandardCharsets.UTF_8));
    }

    /** Whether it has ended a moment ago. Sleeps meanwhile, since to wait for a process takes a monitor. */
    private boolean hasEnded() throws InterruptedException {
        var ended = !process.isAlive();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        return ended;
    }

    private boolean hear(InputStream pipe) throws IOException {
        var heard = false;
        for (var available = pipe.available(); available > 0; available = pipe.available()) {
            output.write(pipe.readNBytes(available));
            heard = true;
            if (output.size() > MAX_OUTPUT) {
                throw new IOException("it does not stop talking");
            }
        }
        return heard;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
