package us.apolo.images.docker.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads lines from a pipe without ever waiting for one. What a terminal would make of the bytes is left out: colours,
 * returns, control characters. Of a very long line only the start is kept.
 */
final class OutputLines {
    private static final int MAX_LINE = 64 * 1024;
    private static final Pattern ESCAPES =
            Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|\\p{Cc}");

    private final InputStream pipe;
    private final Consumer<String> reader;
    private final byte[] buffer = new byte[8192];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    OutputLines(InputStream pipe, Consumer<String> reader) {
        this.pipe = pipe;
        this.reader = reader;
    }

    /**
     * Reads what is there.
     *
     * @return whether anything was
     */
    boolean read() throws IOException {
        var available = pipe.available();
        if (available <= 0) {
            return false;
        }
        var count = pipe.read(buffer, 0, Math.min(available, buffer.length));
        for (var i = 0; i < count; i++) {
            take(buffer[i]);
        }
        return count > 0;
    }

    private void take(byte some) {
        if (some == '\n' || some == '\r') {
            finish();
        } else if (line.size() < MAX_LINE) {
            line.write(some);
        }
    }

    /** Hands out the line that has no end yet. */
    void finish() {
        var text = ESCAPES.matcher(line.toString(StandardCharsets.UTF_8))
                .replaceAll("")
                .strip();
        line.reset();
        if (!text.isEmpty()) {
            reader.accept(text);
        }
    }
}
