package us.apolo.images.cli;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.TagOption;
import us.apolo.images.console.ConsoleProgress;
import us.apolo.images.login.LoginDetails;

/** One run of one command: what it works with and where its results go. */
final class Session implements AutoCloseable {
    private static final String SCHEME = "image:";

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

    /** Whose login it is. */
    LoginDetails login() {
        return workplace().login();
    }

    /** Reads the name of an image on this machine. */
    LocalImage localImage(String text) {
        return images().parser().localImage(text);
    }

    /** Reads the name of an image on a registry. For one of the platform, the user has to be logged in. */
    RemoteImage remoteImage(String text, TagOption tagOption) {
        if (text.startsWith(SCHEME)) {
            workplace().requireLogin();
        }
        return images().parser().remoteImage(text, tagOption);
    }

    /** Where a local image goes if nothing else is said. */
    RemoteImage toRemote(LocalImage image) {
        workplace().requireLogin();
        return images().parser().toRemote(image);
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
