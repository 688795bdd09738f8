package us.apolo.images.cli;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImagesException;

/** A command that will not do what it was told, for a reason that the library knows nothing of. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    CommandException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    CommandException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the library says, in other words. */
    CommandException(ImagesException error, String message) {
        this(ExitCode.of(error), message, error);
        Arrays.stream(error.getSuppressed()).forEach(this::addSuppressed);
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
