package us.apolo.images.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import us.apolo.images.ImagesException;

/** Reads the command line, has the command do its work, and says how it went. */
final class Program {
    private static final int WIDEST_HELP = 100;
    private static final int USUAL_HELP = 80;
    private static final int NARROWEST_HELP = 55;

    private final Surroundings surroundings;
    private final Workplaces workplaces;
    private final BooleanSupplier interrupted;
    private final GlobalOptions options = new GlobalOptions();
    private final ErrorReport errors;

    /**
     * Makes a program that runs once.
     *
     * @param interrupted whether the program has been told to end, so that whatever fails now fails because of that
     */
    Program(Surroundings surroundings, Workplaces workplaces, BooleanSupplier interrupted) {
        this.surroundings = surroundings;
        this.workplaces = workplaces;
        this.interrupted = interrupted;
        this.errors = new ErrorReport(surroundings, options);
    }

    /** Does what the arguments say. */
    ExitCode run(String... arguments) {
        try {
            return obey(commandLine(arguments).parseArgs(arguments));
        } catch (ParameterException e) {
            return errors.usage(e);
        } catch (CommandException | ImagesException | IllegalArgumentException e) {
            return interrupted.getAsBoolean() ? errors.interrupted() : errors.told(e);
        } catch (RuntimeException e) {
            return interrupted.getAsBoolean() ? errors.interrupted() : errors.unforeseen(e);
        } finally {
            LogLines.release();
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    private CommandLine commandLine(String... arguments) {
        var line = CommandTree.of(options, arguments);
        line.setOut(writer(surroundings.out()));
        line.setErr(writer(surroundings.err()));
        line.setUsageHelpWidth(helpWidth());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                surroundings.hasColour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        return line;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private int helpWidth() {
        return surroundings.outIsTerminal()
                ? Math.max(
                        NARROWEST_HELP,
                        Math.min(WIDEST_HELP, surroundings.terminalColumns().getAsInt()))
                : USUAL_HELP;
    }

    private ExitCode obey(ParseResult parsed) {
        if (CommandLine.executeHelpRequest(parsed) != null) {
            surroundings.out().requireWritten();
            return ExitCode.DONE;
        }
        var command = innermost(parsed).commandSpec();
        if (options.quiet() && options.verbose()) {
            throw new ParameterException(command.commandLine(), "--quiet and --verbose contradict each other");
        }
        if (!(command.userObject() instanceof Action action)) {
            throw new ParameterException(command.commandLine(), "A command is missing");
        }
        LogLines.show(options, surroundings.err());
        try (var session = new Session(surroundings, options, workplaces)) {
            return session.run(action);
        }
    }

    private static ParseResult innermost(ParseResult parsed) {
        var result = parsed;
        for (@Nullable ParseResult next = result; next != null; next = next.subcommand()) {
            result = next;
        }
        return result;
    }
}
