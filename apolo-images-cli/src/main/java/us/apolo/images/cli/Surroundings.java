package us.apolo.images.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * What the program finds around it.
 *
 * @param environment the environment variables
 * @param out where results go
 * @param err where everything else goes: progress, warnings, errors
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 * @param terminalColumns how wide the terminal is, asked for where it matters
 */
record Surroundings(
        Map<String, String> environment,
        ResultStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        IntSupplier terminalColumns) {

    /** Which streams are terminals, as the start script tells: Java alone knows at most whether all of them are. */
    private static final String TERMINALS = "apolo.images.cli.terminals";

    static Surroundings ofProcess() {
        var environment = System.getenv();
        var terminals = System.getProperty(TERMINALS, "");
        return new Surroundings(
                environment,
                new ResultStream(new FileOutputStream(FileDescriptor.out)),
                System.err,
                terminals.contains("out"),
                terminals.contains("err"),
                () -> TerminalWidth.columns(environment));
    }

    /** Whether what goes to {@code out} may be coloured. */
    boolean hasColour() {
        return outIsTerminal && wantsColour();
    }

    /** Whether what goes to {@code err} may be coloured. */
    boolean hasErrorColour() {
        return errIsTerminal && wantsColour();
    }

    private boolean wantsColour() {
        var type = environment.getOrDefault("TERM", "");
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !type.isEmpty() && !type.startsWith("dumb");
    }
}
