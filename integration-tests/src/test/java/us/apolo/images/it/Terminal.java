package us.apolo.images.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import us.apolo.images.services.Command;

/** A terminal with a program in it, played by {@code tmux}: what it shows is what a person would see. */
final class Terminal implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int ROWS = 24;
    private static final int MOST_LOOKS = 1_200;
    private static final long BETWEEN_LOOKS = 100;

    private final String socket = "apolo-images-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet();

    /**
     * Starts a line of the shell in a new terminal.
     *
     * @param surroundings sets what the line finds around it
     */
    Terminal(int columns, String line, UnaryOperator<Command> surroundings) {
        surroundings
                .apply(tmux("new-session", "-d", "-x", "" + columns, "-y", "" + ROWS, line))
                .environment("TERM", "xterm-256color")
                .without("CI", "TMUX")
                .run();
    }

    private Command tmux(String... words) {
        var all = new ArrayList<>(List.of("tmux", "-L", socket, "-f", "/dev/null"));
        all.addAll(List.of(words));
        return Command.of(all);
    }

    /** What is to be seen, line by line, without what is empty. */
    List<String> lines() {
        return tmux("capture-pane", "-p")
                .run()
                .output()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Looks again and again until something is to be seen. */
    List<String> await(Predicate<String> line) throws InterruptedException {
        for (var look = 0; look < MOST_LOOKS; look++) {
            var lines = lines();
            if (lines.stream().anyMatch(line)) {
                return lines;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        throw new AssertionError("It never came: " + lines());
    }

    void press(String key) {
        tmux("send-keys", key).run();
    }

    void resize(int columns) {
        tmux("resize-window", "-x", "" + columns, "-y", "" + ROWS).run();
    }

    @Override
    public void close() {
        tmux("kill-server").attempt();
    }
}
