package us.apolo.images.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** Asks {@code stty} about the terminal behind standard error, wherever the other streams lead. */
final class StandardErrorPty extends ExecPty {
    StandardErrorPty() {
        super(new ExecTerminalProvider(), SystemStream.Error, "standard error");
    }

    /** The modes of the terminal are its user's. */
    @Override
    protected void doSetAttr(Attributes attributes) {}

    @Override
    protected String doGetConfig() throws IOException {
        // The tool looks at its standard input; its complaints must not show on the terminal.
        var command = new ProcessBuilder("sh", "-c", "stty -a <&2 2>/dev/null").redirectError(Redirect.INHERIT);
        command.environment().put("LC_ALL", "C");
        var process = command.start();
        try (var answer = process.getInputStream()) {
            process.getOutputStream().close();
            var text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("Standard error is no terminal");
            }
            return text;
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            process.destroy();
        }
    }

    static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        var exception = new InterruptedIOException("Interrupted while asking about the terminal");
        exception.initCause(cause);
        return exception;
    }
}
