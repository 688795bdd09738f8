package us.apolo.images.cli;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.TagOption;
import us.apolo.images.console.ConsoleProgress;
import us.apolo.images.login.LoginDetails;

/** One run of one command: what it works with and where its results go. */
final class Session implements AutoCloseable {
    private static final String SCHEME = "image:";
    /** How the library tells of credentials that were given, in contrast to none. */
    static final String WRONG_CREDENTIALS = "does not accept the credentials";

    /** What has to do with the registry that was asked. */
    private static final Set<ExitCode> OF_REGISTRY = EnumSet.of(
            ExitCode.NOT_DONE,
            ExitCode.NOT_FOUND,
            ExitCode.RATE_LIMITED,
            ExitCode.PROTOCOL,
            ExitCode.NOT_ALLOWED,
            ExitCode.NO_REGISTRY);

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private final Workplaces workplaces;
    private final Output output;
    private @Nullable Workplace workplace;
    private @Nullable String bareName;

    Session(Surroundings surroundings, GlobalOptions options, Workplaces workplaces) {
        this.surroundings = surroundings;
        this.options = options;
        this.workplaces = workplaces;
        this.output = new Output(surroundings, options.json());
    }

    /** Has something done. An error says also what the user may not know of this session. */
    ExitCode run(Action action) {
        try {
            return action.run(this);
        } catch (ImagesException e) {
            var said = String.valueOf(e.getMessage());
            var told = byOurNames(e, said) + hint(e);
            throw told.equals(said) ? e : new CommandException(e, told);
        }
    }

    /** What is not there, and where, have the names by which the user knows them. */
    private String byOurNames(ImagesException error, String message) {
        return error instanceof ImageNotFoundException missing && workplace != null
                ? message.replace("image " + missing.image() + " ", "image " + ourName(missing.image()) + " ")
                        .replace(
                                "the local image store",
                                "the local store " + settings().localStore().written())
                : message;
    }

    private String ourName(String name) {
        var digest = name.indexOf('@');
        try {
            var image = images().parser().remoteImage(digest < 0 ? name : name.substring(0, digest), TagOption.ALLOW);
            return image.clusterName() == null ? name : image + (digest < 0 ? "" : name.substring(digest));
        } catch (InvalidNameException e) {
            // It is none of the platform's.
            return name;
        }
    }

    private String hint(ImagesException error) {
        var hint = new StringBuilder();
        if (isRefusal(error) && workplace != null) {
            workplace
                    .whyNoLogin()
                    .ifPresent(missing -> hint.append(". The login to the platform is not used: ")
                            .append(inSentence(missing)));
        }
        if (bareName != null && OF_REGISTRY.contains(ExitCode.of(error))) {
            hint.append(". ").append(bareName).append(" is a name on Docker Hub: for an image of the platform, write ");
            hint.append(SCHEME).append(bareName);
        }
        return hint.toString();
    }

    /** Whether something is refused that a login might be for; credentials that are wrong were for somewhere else. */
    private static boolean isRefusal(ImagesException error) {
        return error instanceof NotAuthorizedException
                || (error instanceof NotAuthenticatedException
                        && !String.valueOf(error.getMessage()).contains(WRONG_CREDENTIALS));
    }

    /** What an error says, to follow a colon. */
    static String inSentence(RuntimeException error) {
        var message = String.valueOf(error.getMessage());
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
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
            requireLogin();
        } else if (text.indexOf('/') < 0) {
            bareName = text;
        }
        return images().parser().remoteImage(text, tagOption);
    }

    /** Where a local image goes if nothing else is said. */
    RemoteImage toRemote(LocalImage image) {
        requireLogin();
        return images().parser().toRemote(image);
    }

    /** What the platform has cannot be had without. */
    private void requireLogin() {
        whyNoLogin().ifPresent(missing -> {
            throw missing;
        });
    }

    /** Why there is no login, or none that can be used; empty if there is one. */
    Optional<ImagesException> whyNoLogin() {
        return workplace().whyNoLogin();
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
