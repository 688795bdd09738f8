package us.apolo.images.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where results go. Unlike other streams of its kind it remembers why something could not be written. */
final class ResultStream extends PrintStream {
    private static final int BUFFER = 8192;

    private final Target target;

    /** Writes to a stream, in UTF-8. */
    ResultStream(OutputStream out) {
        this(new Target(out));
    }

    private ResultStream(Target target) {
        super(new BufferedOutputStream(target, BUFFER), false, StandardCharsets.UTF_8);
        this.target = target;
    }

    /**
     * Has everything written that has come so far.
     *
     * @throws CommandException if that is not possible: nobody reads it any more, or the disk is full for example
     */
    void requireWritten() {
        if (!checkError()) {
            return;
        }
        var failure = target.failure();
        if (failure.filter(ResultStream::isClosedPipe).isPresent()) {
            throw new CommandException(ExitCode.NO_READER, "Nobody reads the output", failure.get());
        }
        throw new CommandException(
                ExitCode.OUTPUT_FAILED,
                "The output cannot be written: "
                        + failure.map(IOException::getMessage).orElse("the stream is broken"),
                failure.orElse(null));
    }

    /** The system says it in the user's language, and keeps this word in it. */
    private static boolean isClosedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Writes in whole, and remembers the first failure, which print streams keep to themselves. */
    private static final class Target extends FilterOutputStream {
        private @Nullable IOException failure;

        Target(OutputStream out) {
            super(out);
        }

        Optional<IOException> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
