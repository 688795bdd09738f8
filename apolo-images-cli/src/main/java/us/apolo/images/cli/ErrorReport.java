package us.apolo.images.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong: a line for people, or an object of JSON, on standard error. */
final class ErrorReport {
    private static final String NAME = "apolo-images: ";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final PrintStream err;

    ErrorReport(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
        this.err = surroundings.err();
    }

    /** The command line makes no sense. */
    ExitCode usage(ParameterException error) {
        tell(ExitCode.USAGE, Objects.requireNonNullElse(error.getMessage(), "The arguments make no sense"));
        if (!options.json()) {
            UnmatchedArgumentException.printSuggestions(
                    error, error.getCommandLine().getErr());
            var command = error.getCommandLine().getCommandSpec().qualifiedName(" ");
            err.println("See '" + command + " --help'.");
        }
        return ExitCode.USAGE;
    }

    /** An error that says what to do. Where it led to others while cleaning up, those are told as well. */
    ExitCode told(RuntimeException error) {
        // Adapters refuse configurations with the JDK's own error.
        var exitCode = error instanceof IllegalArgumentException ? ExitCode.CONFIGURATION : ExitCode.of(error);
        if (exitCode != ExitCode.NO_READER) {
            tell(exitCode, message(error));
        }
        tellMore(error);
        return exitCode;
    }

    /** A fault of the program's own: where it happened is wanted as well. */
    ExitCode unforeseen(RuntimeException error) {
        tell(
                ExitCode.UNFORESEEN,
                "This should not have happened: " + error.getClass().getName() + ": " + message(error));
        if (options.verbose()) {
            error.printStackTrace(err);
        } else if (!options.json()) {
            err.println("--verbose shows where.");
        }
        return ExitCode.UNFORESEEN;
    }

    /** Ctrl-C: the shell sees the number that the virtual machine gives. */
    ExitCode interrupted() {
        if (!options.json()) {
            err.println(NAME + "interrupted");
        }
        return ExitCode.INTERRUPTED;
    }

    private void tellMore(RuntimeException error) {
        if (!options.json()) {
            Arrays.stream(error.getSuppressed())
                    .map(ErrorReport::message)
                    .forEach(more -> err.println(NAME + "beside that: " + more));
        }
        if (options.verbose() && !isOurs(error)) {
            error.printStackTrace(err);
        }
    }

    /** What a command says of its own needs no place in the program to be understood. */
    private static boolean isOurs(RuntimeException error) {
        return error instanceof CommandException && error.getCause() == null;
    }

    private void tell(ExitCode exitCode, String message) {
        if (options.json()) {
            err.println(Json.object(json -> json.object(
                    "error",
                    inner -> inner.text("kind", exitCode.word())
                            .text("message", message)
                            .number("exitCode", exitCode.number()))));
        } else {
            err.println(surroundings.hasErrorColour() ? RED + NAME + PLAIN + message : NAME + message);
        }
    }

    /** On a line of its own, with nothing that a terminal obeys: parts of it may come from outside. */
    private static String message(Throwable error) {
        return Wording.forPeople(Objects.requireNonNullElse(
                        error.getMessage(), error.getClass().getSimpleName()))
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}|\\p{Cf}", ""))
                .collect(Collectors.joining(" "));
    }
}
