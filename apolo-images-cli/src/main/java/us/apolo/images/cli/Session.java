package us.apolo.images.cli;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.ImageParser;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.console.ConsoleProgress;

/** One run of one command: what it works with and where its results go. */
final class Session implements AutoCloseable {
    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final Workplaces workplaces;
    private final Output output;
    private @Nullable Workplace workplace;

    Session(Surroundings surroundings, GlobalOptions options, Workplaces workplaces) {
        this.surroundings = surroundings;
        this.options = options;
        this.workplaces = workplaces;
        this.output = new Output(surroundings, options.json());
    }

    /** Where results go. */
    Output output() {
        return output;
    }

    Images images() {
        return workplace().images();
    }

    ApoloConfig config() {
        return workplace().config();
    }

    ImageParser parser() {
        return images().parser();
    }

    /** What the workplace is made of. */
    Settings settings() {
        return Settings.of(
                options,
                surroundings.environment(),
                options.verbose() ? Optional.of(new RequestLines(surroundings.err())) : Optional.empty());
    }

    private Workplace workplace() {
        if (workplace == null) {
            workplace = workplaces.open(settings());
        }
        return workplace;
    }

    /** Says something to the user that is no result. */
    void note(String line) {
        if (!options.quiet() && !options.json()) {
            surroundings.err().println(line);
        }
    }

    /**
     * Has something moved and shows how that goes. While bars are drawn, the lines of the log wait: they would tear the
     * picture.
     */
    <T> T showing(Function<ImageProgressListener, T> transfer) {
        if (options.quiet() || options.json()) {
            return transfer.apply(ImageProgressListener.none());
        }
        if (options.verbose() || !surroundings.errIsTerminal()) {
            try (var lines = ConsoleProgress.to(surroundings.err())) {
                return transfer.apply(lines);
            }
        }
        LogLines.hold();
        try (var bars = ConsoleProgress.create()) {
            return transfer.apply(bars);
        }
    }

    @Override
    public void close() {
        if (workplace != null) {
            workplace.close();
        }
    }
}
