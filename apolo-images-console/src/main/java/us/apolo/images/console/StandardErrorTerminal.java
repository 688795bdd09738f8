package us.apolo.images.console;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.utils.InfoCmp;
import org.jline.utils.ShutdownHooks;
import org.jline.utils.Signals;

/**
 * The terminal behind standard error, written to and nothing else.
 *
 * <p>JLine's own way to the system's terminal is not taken: it loads native code where a stream is redirected, asks the
 * terminal questions, wants standard input to be the same terminal, and takes all signals or none.
 */
final class StandardErrorTerminal extends PosixSysTerminal {
    private static final Logger LOG = System.getLogger(StandardErrorTerminal.class.getName());
    private static final String WINDOW_CHANGE = "WINCH";

    private final Object previousHandler;

    private StandardErrorTerminal(String type, Charset charset) throws IOException {
        super("standard error", type, new StandardErrorPty(), charset, charset, charset, false, SignalHandler.SIG_DFL);
        // It would put the modes back at exit, and nothing changes them.
        ShutdownHooks.remove(closer);
        previousHandler = Signals.register(WINDOW_CHANGE, () -> raise(Signal.WINCH));
    }

    /** The terminal, or nothing if standard error is none or is not wanted to be one. */
    static Optional<Terminal> open(Map<String, String> environment) {
        if (!isWanted(environment)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StandardErrorTerminal(known(typeOf(environment)), charset()));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "Standard error is no terminal", e);
            return Optional.empty();
        }
    }

    /** Whether there may be a person who looks at a terminal that can move its cursor. */
    static boolean isWanted(Map<String, String> environment) {
        var type = typeOf(environment);
        var integration = environment.getOrDefault("CI", "");
        return !type.isEmpty() && !type.startsWith("dumb") && (integration.isEmpty() || integration.equals("false"));
    }

    private static String typeOf(Map<String, String> environment) {
        return environment.getOrDefault("TERM", "");
    }

    /** A type that this system does not describe is taken for one that knows the standard sequences, as most do. */
    static String known(String type) throws IOException {
        try {
            InfoCmp.getInfoCmp(type);
            return type;
        } catch (InterruptedException e) {
            throw StandardErrorPty.interrupted(e);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "There is no description of the terminal " + type, e);
            return "ansi";
        }
    }

    private static Charset charset() {
        var name = System.getProperty("stderr.encoding", System.getProperty("native.encoding", "US-ASCII"));
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }

    @Override
    protected void doClose() throws IOException {
        Signals.unregister(WINDOW_CHANGE, previousHandler);
        super.doClose();
    }
}
