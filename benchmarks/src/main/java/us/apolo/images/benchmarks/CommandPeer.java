package us.apolo.images.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import us.apolo.images.services.Command;

/**
 * A command for each run, measured from its start to its end.
 *
 * @param name what the page calls it
 * @param command the command that does the work with some words
 */
public record CommandPeer(String name, Function<List<String>, Command> command) implements Peer {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Override
    public Outcome run(List<String> words) {
        var prepared = command.apply(words).timeLimit(LIMIT);
        var start = System.nanoTime();
        var result = prepared.run();
        return new Outcome((System.nanoTime() - start) / 1e9, result.output().strip());
    }

    @Override
    public void close() {
        // Nothing runs between two runs.
    }
}
